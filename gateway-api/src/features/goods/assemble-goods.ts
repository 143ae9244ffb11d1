import { DomainError } from '@baytrace/domain/errors';
import { unitsOf, type Goods, type UnitsPerCode } from '@baytrace/domain/ledger';
import type { CodesByLot } from './codes-by-lot.js';

/** Goods a document wants to move, in ledger quantities. */
export interface WantedGoods {
  readonly lot: string;
  readonly quantity: bigint;
}

/** Own stock of a lot, not on the way. */
export interface HeldGoods {
  readonly coded: bigint;
  readonly uncoded: bigint;
}

const nothing: HeldGoods = { coded: 0n, uncoded: 0n };

const wantedByLot = (wanted: readonly WantedGoods[]): ReadonlyMap<string, bigint> => {
  const sums = new Map<string, bigint>();
  for (const { lot, quantity } of wanted) sums.set(lot, (sums.get(lot) ?? 0n) + quantity);
  return sums;
};

/**
 * Goods for a command: of each lot the codes named, and for what they do not cover goods without codes. Goods that
 * bear codes leave stock only by their codes (R-4.2.3d, R-4.3.2b).
 *
 * @throws DomainError `BT-CODE-COUNT` when codes are missing or too many, `BT-CODE-OTHER-PRODUCT` for codes of a lot
 *   that is not wanted
 */
export const assembleGoods = (
  wanted: readonly WantedGoods[],
  codes: CodesByLot,
  unitsPerCode: UnitsPerCode,
  held: ReadonlyMap<string, HeldGoods>,
): readonly Goods[] => {
  const sums = wantedByLot(wanted);
  for (const lot of codes.keys()) {
    if (!sums.has(lot)) throw new DomainError('BT-CODE-OTHER-PRODUCT', { lot, reason: 'lot' });
  }
  return [...sums].flatMap(([lot, quantity]) => {
    const named = codes.get(lot) ?? [];
    const units = unitsOf(named, unitsPerCode);
    const rest = quantity - units;
    const { coded, uncoded } = held.get(lot) ?? nothing;
    if (rest < 0n || (rest > uncoded && coded > 0n)) {
      throw new DomainError('BT-CODE-COUNT', { lot, quantity: String(quantity), codes: String(units) });
    }
    return [
      ...(units > 0n ? [{ lot, quantity: String(units), codes: named }] : []),
      ...(rest > 0n ? [{ lot, quantity: String(rest) }] : []),
    ];
  });
};
