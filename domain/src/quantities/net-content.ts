import { z } from 'zod';
import { DomainError } from '../errors/index.js';
import { decimalSchema, formatDecimal, maxScale, parseDecimal } from './decimal.js';
import { isUnitSymbol, unitSymbols, units } from './units.js';
import type { UnitSymbol } from './units.js';

/** A unit that a net content may be stated in: mass or volume. */
export type NetContentUnit = {
  [S in UnitSymbol]: (typeof units)[S]['dimension'] extends 'count' ? never : S;
}[UnitSymbol];

const isNetContentUnit = (text: string): text is NetContentUnit =>
  isUnitSymbol(text) && units[text].dimension !== 'count';

/** Units of mass and volume, in the order shown to people. */
export const netContentUnits: readonly NetContentUnit[] = unitSymbols.filter(isNetContentUnit);

/** Mass or volume marked on every pack of a product, more than zero, as a canonical decimal string (R-3.1b). */
export const netContentSchema = z.strictObject({
  value: decimalSchema.refine((value) => value !== '0', { message: 'net content must be more than zero' }),
  unit: z.enum(netContentUnits as [NetContentUnit, ...NetContentUnit[]]),
});

/** Net content of a product. */
export type NetContent = z.infer<typeof netContentSchema>;

/**
 * Reads a net content as typed; prepackaged food bears a positive mass or volume (R-3.1b).
 * @throws DomainError `BT-NET-CONTENT-INVALID` with `reason` unit | zero, `BT-QUANTITY-INVALID` for a bad number
 */
export const parseNetContent = (value: string, unit: string): NetContent => {
  if (!isNetContentUnit(unit)) {
    throw new DomainError('BT-NET-CONTENT-INVALID', { reason: 'unit', unit: unit.slice(0, 32) });
  }
  const amount = parseDecimal(value, maxScale);
  if (amount === 0n) throw new DomainError('BT-NET-CONTENT-INVALID', { reason: 'zero' });
  return { value: formatDecimal(amount, maxScale), unit };
};
