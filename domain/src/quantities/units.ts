import { z } from 'zod';
import { DomainError } from '../errors/index.js';

/** What a unit measures. Mass and volume are never converted into each other (S-1). */
export type Dimension = 'mass' | 'volume' | 'count';

/** One unit of quantity. */
export interface Unit {
  /** UN/ECE Recommendation 20 (packages: Recommendation 21 with the prefix X) common code, as EPCIS `uom`. */
  readonly rec20: string;
  readonly dimension: Dimension;
  /** Default digits after the decimal point; 0 for pieces and packages (S-2). */
  readonly scale: number;
  /** Micrograms or microlitres in one unit; absent where only the product knows (pieces, packages). */
  readonly micro?: bigint;
}

/** Every unit by the symbol that people read and the ledger stores. */
export const units = {
  mg: { rec20: 'MGM', dimension: 'mass', scale: 0, micro: 10n ** 3n },
  g: { rec20: 'GRM', dimension: 'mass', scale: 3, micro: 10n ** 6n },
  kg: { rec20: 'KGM', dimension: 'mass', scale: 6, micro: 10n ** 9n },
  t: { rec20: 'TNE', dimension: 'mass', scale: 6, micro: 10n ** 12n },
  lb: { rec20: 'LBR', dimension: 'mass', scale: 3, micro: 453_592_370n },
  mL: { rec20: 'MLT', dimension: 'volume', scale: 3, micro: 10n ** 3n },
  cL: { rec20: 'CLT', dimension: 'volume', scale: 3, micro: 10n ** 4n },
  L: { rec20: 'LTR', dimension: 'volume', scale: 6, micro: 10n ** 6n },
  m3: { rec20: 'MTQ', dimension: 'volume', scale: 6, micro: 10n ** 9n },
  pcs: { rec20: 'H87', dimension: 'count', scale: 0 },
  bottle: { rec20: 'XBO', dimension: 'count', scale: 0 },
  can: { rec20: 'XCX', dimension: 'count', scale: 0 },
  bag: { rec20: 'XBG', dimension: 'count', scale: 0 },
  box: { rec20: 'XBX', dimension: 'count', scale: 0 },
  carton: { rec20: 'XCT', dimension: 'count', scale: 0 },
  case: { rec20: 'XCS', dimension: 'count', scale: 0 },
  pallet: { rec20: 'XPX', dimension: 'count', scale: 0 },
} as const satisfies Readonly<Record<string, Unit>>;

/** Symbol of a unit, e.g. `kg`. */
export type UnitSymbol = keyof typeof units;

/** All unit symbols, in the order shown to people. */
export const unitSymbols = Object.keys(units) as readonly UnitSymbol[];

/** True when `text` is the symbol of a known unit (case matters: `mL`, not `ml`). */
export const isUnitSymbol = (text: string): text is UnitSymbol => Object.hasOwn(units, text);

/** A known unit symbol. */
export const unitSchema = z.enum(Object.keys(units) as [UnitSymbol, ...UnitSymbol[]]);

/** Facts of a unit. @throws DomainError `BT-UNIT-UNKNOWN` */
export const unitOf = (symbol: string): Unit => {
  if (!isUnitSymbol(symbol)) throw new DomainError('BT-UNIT-UNKNOWN', { unit: symbol.slice(0, 32) });
  return units[symbol];
};

/** Symbol for a UN/ECE Rec 20 code, e.g. `KGM` → `kg`. @throws DomainError `BT-UNIT-UNKNOWN` */
export const unitFromRec20 = (code: string): UnitSymbol => {
  const symbol = unitSymbols.find((s) => units[s].rec20 === code);
  if (symbol === undefined) throw new DomainError('BT-UNIT-UNKNOWN', { unit: code.slice(0, 32) });
  return symbol;
};
