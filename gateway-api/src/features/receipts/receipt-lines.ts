import { DomainError } from '@baytrace/domain/errors';
import { unionCodes, unitsOf, type Codes, type UnitsPerCode } from '@baytrace/domain/ledger';
import type { ShipmentLot } from '../deliveries/shipments.service.js';
import type { CodesByLot } from '../goods/goods.service.js';
import type { KeptLine } from './receipts.rows.js';

/** What may still come in of a lot: what is on the way, else what is missing. */
export const expectedOf = (figure: ShipmentLot | undefined): bigint => {
  if (figure === undefined) return 0n;
  return figure.inTransit > 0n ? figure.inTransit : figure.missing;
};

/** Lines of a new note: all that is on the way, or, where all else has come, what is missing, to be scanned. */
export const firstLines = (figures: readonly ShipmentLot[]): readonly KeptLine[] => {
  const onTheWay = figures.filter(({ inTransit }) => inTransit > 0n);
  if (onTheWay.length > 0) {
    return onTheWay.map(({ lot, inTransit }) => ({ lot, quantity: String(inTransit), codes: [] }));
  }
  return figures.filter(({ missing }) => missing > 0n).map(({ lot }) => ({ lot, quantity: '0', codes: [] }));
};

/** Lines with further codes: of these lots exactly the codes named come in (R-4.3.1b). */
export const withCodes = (
  lines: readonly KeptLine[],
  added: CodesByLot,
  unitsPerCode: UnitsPerCode,
): readonly KeptLine[] => {
  const known = new Set(lines.map(({ lot }) => lot));
  const fresh = [...added.keys()].filter((lot) => !known.has(lot));
  const all = [...lines, ...fresh.map((lot) => ({ lot, quantity: '0', codes: [] as Codes }))];
  return all.map((line) => {
    const more = added.get(line.lot);
    if (more === undefined) return line;
    const codes = unionCodes(line.codes, more);
    return { ...line, codes, quantity: String(unitsOf(codes, unitsPerCode)) };
  });
};

/**
 * Refuses a line of more than is expected (what is missing comes in by its codes only), or of another quantity than its codes stand for.
 *
 * @throws DomainError `BT-GOODS-SHORT` (S-9), `BT-CODE-COUNT`
 */
export const checkLine = (
  line: KeptLine,
  figure: ShipmentLot | undefined,
  unitsPerCode: UnitsPerCode,
): void => {
  const quantity = BigInt(line.quantity);
  const units = unitsOf(line.codes, unitsPerCode);
  const most = (figure?.inTransit ?? 0n) + (line.codes.length === 0 ? 0n : (figure?.missing ?? 0n));
  if (line.codes.length > 0 && units !== quantity) {
    throw new DomainError('BT-CODE-COUNT', { lot: line.lot, quantity: line.quantity, codes: String(units) });
  }
  if (quantity > most) {
    throw new DomainError('BT-GOODS-SHORT', {
      lot: line.lot,
      wanted: line.quantity,
      short: String(quantity - most),
    });
  }
};
