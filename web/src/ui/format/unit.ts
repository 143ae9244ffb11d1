import type { UnitSymbol } from '../../api/contract.js';

/** Units as the domain lists them, with the digits after the point a quantity in them may have by default. */
export const unitScales: Readonly<Record<UnitSymbol, number>> = {
  mg: 0,
  g: 3,
  kg: 6,
  t: 6,
  lb: 3,
  mL: 3,
  cL: 3,
  L: 6,
  m3: 6,
  pcs: 0,
  bottle: 0,
  can: 0,
  bag: 0,
  box: 0,
  carton: 0,
  case: 0,
  pallet: 0,
};

export const unitSymbols = Object.keys(unitScales) as readonly UnitSymbol[];

export const isUnitSymbol = (text: string): text is UnitSymbol => Object.hasOwn(unitScales, text);

/** Units of mass and volume, which a net content is stated in (R-3.1b). */
export const netContentUnits = ['g', 'kg', 'mL', 'L', 'mg', 'cL', 'lb', 't', 'm3'] as const;
