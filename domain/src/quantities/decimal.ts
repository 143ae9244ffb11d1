import { z } from 'zod';
import { DomainError } from '../errors/index.js';
import { foldTyped } from '../typing/index.js';

/** Largest number of digits after the decimal point (S-2). */
export const maxScale = 6;

/** Largest amount in base units, 10^18 (charter §4, determinism). */
export const maxAmount = 10n ** 18n;

const decimalPattern = /^(\d{1,19})(?:\.(\d{1,18}))?$/u;
const canonicalPattern = /^(?:0|[1-9]\d{0,18})(?:\.\d{0,5}[1-9])?$/u;

const invalid = (reason: string, value: string): DomainError =>
  new DomainError('BT-QUANTITY-INVALID', { reason, value: value.slice(0, 64) });

const checkScale = (scale: number): void => {
  if (!Number.isInteger(scale) || scale < 0 || scale > maxScale) throw invalid('scale', String(scale));
};

/**
 * Refuses an amount that is negative or above {@link maxAmount}; returns it otherwise.
 * @throws DomainError `BT-QUANTITY-INVALID`
 */
export const checkAmount = (amount: bigint): bigint => {
  if (amount < 0n) throw invalid('negative', amount.toString());
  if (amount > maxAmount) throw invalid('too-large', amount.toString());
  return amount;
};

/**
 * Reads a decimal string as an amount in base units of 10^-scale: `parseDecimal('12.5', 3)` → `12500n`.
 * Full-width digits are folded; no sign, exponent or grouping; zeros at either end are allowed, a digit that
 * the scale cannot hold is refused, never rounded (S-2, S-48).
 * @throws DomainError `BT-QUANTITY-INVALID` with `reason` form | scale | precision | too-large
 */
export const parseDecimal = (text: string, scale: number): bigint => {
  checkScale(scale);
  const folded = foldTyped(text);
  const [, whole, fraction = ''] = decimalPattern.exec(folded) ?? [];
  if (whole === undefined) throw invalid('form', folded);
  const kept = fraction.replace(/0+$/u, '');
  if (kept.length > scale) throw invalid('precision', folded);
  return checkAmount(BigInt(whole + kept.padEnd(scale, '0')));
};

/** Like {@link parseDecimal}, and refuses zero. */
export const parsePositiveDecimal = (text: string, scale: number): bigint => {
  const amount = parseDecimal(text, scale);
  if (amount === 0n) throw invalid('zero', foldTyped(text));
  return amount;
};

/**
 * The one canonical decimal string of an amount: no trailing zeros, no bare point; `formatDecimal(12500n, 3)` →
 * `'12.5'`. Equal amounts give equal strings at every scale.
 * @throws DomainError `BT-QUANTITY-INVALID` for a negative or too large amount or a wrong scale
 */
export const formatDecimal = (amount: bigint, scale: number): string => {
  checkScale(scale);
  const digits = checkAmount(amount)
    .toString()
    .padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/u, '');
  return fraction === '' ? whole : `${whole}.${fraction}`;
};

/** Sum of amounts of one scale. @throws DomainError `BT-QUANTITY-INVALID` above {@link maxAmount} */
export const sumAmounts = (amounts: Iterable<bigint>): bigint => {
  let sum = 0n;
  for (const amount of amounts) sum = checkAmount(sum + checkAmount(amount));
  return sum;
};

/** `a + b` of decimal strings, exactly. @throws DomainError `BT-QUANTITY-INVALID` */
export const addDecimals = (a: string, b: string, scale: number): string =>
  formatDecimal(sumAmounts([parseDecimal(a, scale), parseDecimal(b, scale)]), scale);

/** `a − b` of decimal strings, exactly. @throws DomainError `BT-QUANTITY-INVALID` when `b` is more than `a` */
export const subtractDecimals = (a: string, b: string, scale: number): string =>
  formatDecimal(parseDecimal(a, scale) - parseDecimal(b, scale), scale);

/** −1, 0 or 1 as `a` is less than, equal to or more than `b`; any scales. @throws DomainError `BT-QUANTITY-INVALID` */
export const compareDecimals = (a: string, b: string): -1 | 0 | 1 => {
  const difference = parseForComparison(a) - parseForComparison(b);
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
};

/** At scale 6 without the ceiling, so that 10^18 pieces compare with 0.5 kg-like values. */
const parseForComparison = (text: string): bigint => {
  const [whole = '', fraction = ''] = foldTyped(text).split('.');
  parseDecimal(text, Math.min(fraction.replace(/0+$/u, '').length, maxScale));
  return BigInt(whole + fraction.slice(0, maxScale).padEnd(maxScale, '0'));
};

/**
 * A decimal string rounded half up to `digits` decimals, zeros kept: for showing only (S-2).
 * `roundForDisplay('2.345', 2)` → `'2.35'`.
 */
export const roundForDisplay = (text: string, digits: number): string => {
  checkScale(digits);
  const amount = parseForComparison(text);
  const step = 10n ** BigInt(maxScale - digits);
  const rounded = ((amount + step / 2n) / step).toString().padStart(digits + 1, '0');
  return digits === 0 ? rounded : `${rounded.slice(0, -digits)}.${rounded.slice(-digits)}`;
};

/** A canonical decimal string as stored on the ledger: `0`, `12.5`; never `12.50`, `.5`, `1e3` or `-1`. */
export const decimalSchema = z
  .string()
  .regex(canonicalPattern)
  .refine((text) => !exceedsCeiling(text), { message: 'more than 10^18 base units' });

const exceedsCeiling = (text: string): boolean => {
  const [whole = '', fraction = ''] = text.split('.');
  return canonicalPattern.test(text) && BigInt(whole + fraction) > maxAmount;
};

/** Digits after the point up to which an amount may be kept: 0 … {@link maxScale}. */
export const scaleSchema = z.int().min(0).max(maxScale);
