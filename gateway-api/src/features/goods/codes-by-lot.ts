import { rangesFromIndexes } from '@baytrace/domain/ranges';
import { subtractCodes, type Codes } from '@baytrace/domain/ledger';

/** One code on goods of a lot. */
export interface CodeOfLot {
  readonly lot: string;
  readonly locator: string;
  readonly index: number;
}

/** Codes by lot, as ranges by block; the same code twice counts once (S-27). */
export type CodesByLot = ReadonlyMap<string, Codes>;

const grouped = <T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
};

/** Brings single codes, in any order, into ranges by lot and block. */
export const codesByLot = (codes: readonly CodeOfLot[]): CodesByLot =>
  new Map(
    [...grouped(codes, ({ lot }) => lot)].map(([lot, ofLot]) => [
      lot,
      [...grouped(ofLot, ({ locator }) => locator)]
        .map(([locator, ofBlock]) => ({ locator, ranges: rangesFromIndexes(ofBlock.map((c) => c.index)) }))
        .sort((a, b) => (a.locator < b.locator ? -1 : 1)),
    ]),
  );

/** Codes without those named, wherever they stand; lots without codes fall away. */
export const subtractScans = (before: CodesByLot, taken: readonly CodeOfLot[]): CodesByLot => {
  const gone = [...codesByLot(taken.map((code) => ({ ...code, lot: '' }))).values()].flat();
  return new Map(
    [...before]
      .map(([lot, codes]) => [lot, subtractCodes(codes, gone)] as const)
      .filter(([, codes]) => codes.length > 0),
  );
};
