import { countCodes, unitsOf, type UnitsPerCode } from '@baytrace/domain/ledger';
import type { CodesByLot } from '../goods/goods.service.js';

/** A line of a draft with its quantity in ledger steps. */
export interface WantedLine {
  readonly product: string;
  readonly lot: string | null;
  readonly quantity: bigint;
}

/** A line after the scanned goods were given to the lines. */
export interface AllocatedLine {
  /** Position of the typed line. */
  readonly line: number;
  /** Null while nothing says which lot. */
  readonly lot: string | null;
  readonly quantity: bigint;
  /** Quantity that scanned codes cover. */
  readonly scanned: bigint;
}

/** Scanned quantity of a lot. */
interface ScannedLot {
  readonly lot: string;
  readonly product: string;
  open: bigint;
}

const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);

const withLot = (line: WantedLine, at: number, lots: readonly ScannedLot[]): AllocatedLine[] => {
  const scanned = lots.find(({ lot }) => lot === line.lot);
  const units = scanned === undefined ? 0n : min(scanned.open, line.quantity);
  if (scanned !== undefined) scanned.open -= units;
  return [{ line: at, lot: line.lot, quantity: line.quantity, scanned: units }];
};

const withoutLot = (line: WantedLine, at: number, lots: readonly ScannedLot[]): AllocatedLine[] => {
  const parts: AllocatedLine[] = [];
  let rest = line.quantity;
  for (const scanned of lots.filter(({ product, open }) => product === line.product && open > 0n)) {
    const units = min(scanned.open, rest);
    if (units === 0n) break;
    scanned.open -= units;
    rest -= units;
    parts.push({ line: at, lot: scanned.lot, quantity: units, scanned: units });
  }
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0) return [{ ...only, quantity: line.quantity }];
  return rest > 0n ? [...parts, { line: at, lot: null, quantity: rest, scanned: 0n }] : parts;
};

/** Codes beyond what the lines want show on the last line of their lot. */
const withExcess = (
  lines: readonly AllocatedLine[],
  lots: readonly ScannedLot[],
): readonly AllocatedLine[] => {
  const excess = new Map(lots.filter(({ open }) => open > 0n).map(({ lot, open }) => [lot, open]));
  return lines
    .toReversed()
    .map((line) => {
      const more = excess.get(line.lot ?? '') ?? 0n;
      excess.delete(line.lot ?? '');
      return more === 0n ? line : { ...line, scanned: line.scanned + more };
    })
    .toReversed();
};

/**
 * Gives the scanned goods to the lines: first to lines that name their lot, then, in the order scanned lots are
 * kept, to lines that leave the lot to the scanner. A line of several lots becomes several lines.
 *
 * @param productOf product of each scanned lot
 */
export const allocateLines = (
  lines: readonly WantedLine[],
  scans: CodesByLot,
  unitsPerCode: UnitsPerCode,
  productOf: (lot: string) => string | null,
): readonly AllocatedLine[] => {
  const lots = [...scans].map(([lot, codes]) => ({
    lot,
    product: productOf(lot) ?? '',
    open: unitsOf(codes, unitsPerCode),
  }));
  const fixed = lines.map((line, at) => (line.lot === null ? [] : withLot(line, at, lots)));
  const free = lines.map((line, at) => (line.lot === null ? withoutLot(line, at, lots) : []));
  return withExcess(
    lines.flatMap((_, at) => [...(fixed[at] ?? []), ...(free[at] ?? [])]),
    lots,
  );
};

/** How many codes a set of lots holds. */
export const countScans = (scans: CodesByLot): number =>
  [...scans.values()].reduce((sum, codes) => sum + countCodes(codes), 0);
