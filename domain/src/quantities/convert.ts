import { DomainError } from '../errors/index.js';
import { checkAmount } from './decimal.js';
import { unitOf } from './units.js';
import type { UnitSymbol } from './units.js';

/** Exact factor of a conversion: 1 entered unit = `numerator / denominator` base units (1 case = 24/1 bottles). */
export interface ConversionFactor {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** An amount in units of 10^-scale. */
export interface ScaledAmount {
  readonly amount: bigint;
  readonly scale: number;
}

/**
 * Factor between two units that physics fixes (`t` → `kg`), or the same unit.
 * @throws DomainError `BT-UNIT-CONVERSION` between dimensions, and between packages: those factors belong to a product (S-1)
 */
export const factorBetween = (from: UnitSymbol, to: UnitSymbol): ConversionFactor => {
  if (from === to) return { numerator: 1n, denominator: 1n };
  const [a, b] = [unitOf(from), unitOf(to)];
  if (a.dimension !== b.dimension || a.micro === undefined || b.micro === undefined) {
    throw new DomainError('BT-UNIT-CONVERSION', { from, to, reason: 'no-fixed-factor' });
  }
  return { numerator: a.micro, denominator: b.micro };
};

/**
 * Converts exactly: never rounds, refuses what leaves part of a base unit at `toScale` (S-2).
 * @throws DomainError `BT-UNIT-CONVERSION` with `reason` factor | remainder, `BT-QUANTITY-INVALID` above 10^18
 */
export const convertAmount = (from: ScaledAmount, factor: ConversionFactor, toScale: number): bigint => {
  if (factor.numerator <= 0n || factor.denominator <= 0n) {
    throw new DomainError('BT-UNIT-CONVERSION', { reason: 'factor' });
  }
  const dividend = checkAmount(from.amount) * factor.numerator * 10n ** BigInt(toScale);
  const divisor = factor.denominator * 10n ** BigInt(from.scale);
  if (dividend % divisor !== 0n) throw new DomainError('BT-UNIT-CONVERSION', { reason: 'remainder' });
  return checkAmount(dividend / divisor);
};
