import { z } from 'zod';
import { DomainError } from '../errors/index.js';
import { foldTyped } from '../typing/index.js';

/** GS1's prefix for demonstrations: numbers in examples and seeds begin with it, so none belongs to a company. */
export const demonstrationPrefix = '952';

/** Check digit of a GS1 key for the digits in front of it: modulo 10, weights 3, 1 from the right (GS1 General Specifications §7.9). */
export const gs1CheckDigit = (digits: string): string => {
  if (!/^\d+$/u.test(digits)) throw new DomainError('BT-INPUT-INVALID', { field: 'digits' });
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, d, at) => total + Number(d) * (at % 2 === 0 ? 3 : 1), 0);
  return ((10 - (sum % 10)) % 10).toString();
};

/** True when the last digit is the check digit of the others. */
export const hasGs1CheckDigit = (digits: string): boolean =>
  /^\d{2,}$/u.test(digits) && gs1CheckDigit(digits.slice(0, -1)) === digits.at(-1);

/**
 * Reads a GTIN-8, -12, -13 or -14 as typed and fills it to 14 digits.
 * @throws DomainError `BT-GTIN-INVALID` with `reason` form | check-digit
 */
export const parseGtin = (text: string): string => {
  const digits = foldTyped(text);
  if (!/^(?:\d{8}|\d{12,14})$/u.test(digits)) throw new DomainError('BT-GTIN-INVALID', { reason: 'form' });
  if (!hasGs1CheckDigit(digits)) throw new DomainError('BT-GTIN-INVALID', { reason: 'check-digit' });
  return digits.padStart(14, '0');
};

/** True for 14 digits with a right check digit. */
export const isGtin14 = (text: string): boolean => /^\d{14}$/u.test(text) && hasGs1CheckDigit(text);

/** True for 18 digits with a right check digit. */
export const isSscc = (text: string): boolean => /^\d{18}$/u.test(text) && hasGs1CheckDigit(text);

/** Reads an SSCC as typed. @throws DomainError `BT-SSCC-INVALID` with `reason` form | check-digit */
export const parseSscc = (text: string): string => {
  const digits = foldTyped(text);
  if (!/^\d{18}$/u.test(digits)) throw new DomainError('BT-SSCC-INVALID', { reason: 'form' });
  if (!isSscc(digits)) throw new DomainError('BT-SSCC-INVALID', { reason: 'check-digit' });
  return digits;
};

/** A GTIN in its 14-digit form. */
export const gtin14Schema = z
  .string()
  .refine(isGtin14, { message: 'not a GTIN-14 with a right check digit' });

/** A serial shipping container code: 18 digits. */
export const ssccSchema = z.string().refine(isSscc, { message: 'not an SSCC with a right check digit' });
