import { DomainError } from '../errors/index.js';
import { foldTyped } from '../typing/index.js';

/** Crockford's base-32 digits: no I, L, O, U, so a misread character is at worst a known one. */
export const base32Alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** ASCII code of each of the 32 digits. */
export const base32Ascii: Uint8Array = Uint8Array.from(base32Alphabet, (c) => c.charCodeAt(0));

const values = new Int8Array(128).fill(-1);
base32Ascii.forEach((ascii, value) => {
  values[ascii] = value;
});

const refuse = (reason: string): DomainError => new DomainError('BT-CODE-INVALID', { reason });

/** Value 0–31 of the digit at `at`; strict: upper case, canonical digits only. @throws DomainError `BT-CODE-INVALID` */
export const base32Value = (text: string, at: number): number => {
  const value = values[text.charCodeAt(at)] ?? -1;
  if (value < 0) throw refuse('alphabet');
  return value;
};

/** Writes `value` with exactly `width` digits, zeros in front. @throws DomainError `BT-CODE-INVALID` if it does not fit */
export const encodeBase32 = (value: bigint, width: number): string => {
  if (value < 0n || value >> BigInt(5 * width) !== 0n) throw refuse('width');
  let text = '';
  for (let shift = 5 * (width - 1); shift >= 0; shift -= 5) {
    text += base32Alphabet.charAt(Number((value >> BigInt(shift)) & 31n));
  }
  return text;
};

/** Reads canonical digits as a number. Strict: see {@link foldBase32} for typed text. @throws DomainError `BT-CODE-INVALID` */
export const decodeBase32 = (text: string): bigint => {
  let value = 0n;
  for (let at = 0; at < text.length; at += 1) value = (value << 5n) | BigInt(base32Value(text, at));
  return value;
};

/** The first `width` digits (5 bits each) of `bytes`. @throws DomainError `BT-CODE-INVALID` when there are too few bytes */
export const base32FromBytes = (bytes: Uint8Array, width: number): string => {
  if (bytes.length * 8 < width * 5) throw refuse('width');
  const whole = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return encodeBase32(whole >> BigInt(bytes.length * 8 - width * 5), width);
};

/**
 * Turns typed or scanned text into canonical digits, as Crockford proposes: full-width and lower-case letters are
 * folded, I and L read as 1, O as 0, hyphens and spaces between groups dropped. Decoding itself is strict, so the
 * tolerance is applied once, where people's text enters. Other characters are left for the decoder to refuse.
 */
export const foldBase32 = (text: string): string =>
  foldTyped(text)
    .replace(/[\s-]+/gu, '')
    .toUpperCase()
    .replace(/[IL]/gu, '1')
    .replace(/O/gu, '0');
