import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { DomainError } from '../errors/index.js';
import { foldTyped } from '../typing/index.js';

/** Characters a lot number may have after normalisation. */
export const maxLotNumberLength = 64;

/** Control, format, unassigned and private-use characters, which no label shows. */
const invisible = /\p{C}|[\u2028\u2029]/u;

const isLotNumber = (text: string): boolean =>
  text.length > 0 && text.length <= maxLotNumberLength && !invisible.test(text) && foldTyped(text) === text;

/**
 * The form in which lot numbers are compared and stored: trimmed, width folded (NFKC), runs of white space made
 * one space; case is kept (S-14). `' ＬＯＴ１２ '` → `'LOT12'`.
 * @throws DomainError `BT-INPUT-INVALID` with `field` lotNumber for nothing, over 64 characters or invisible characters
 */
export const normaliseLotNumber = (text: string): string => {
  const folded = foldTyped(text).replace(/\s+/gu, ' ');
  if (!isLotNumber(folded)) throw new DomainError('BT-INPUT-INVALID', { field: 'lotNumber' });
  return folded;
};

/** A lot number in the form of {@link normaliseLotNumber}. */
export const lotNumberSchema = z
  .string()
  .min(1)
  .max(maxLotNumberLength)
  .refine((text) => isLotNumber(text) && !/\s{2}|[^\S ]/u.test(text), {
    message: 'not a normalised lot number',
  });

/**
 * What makes a lot one lot within an enterprise (S-14): the product of a production lot, the material and supplier of a
 * raw-material lot, each by its pseudonymous id; and the lot number in any form that a person may type.
 */
export type LotIdentity =
  | { readonly kind: 'product'; readonly product: string; readonly lotNumber: string }
  | {
      readonly kind: 'raw';
      readonly material: string;
      readonly supplier: string;
      readonly lotNumber: string;
    };

/**
 * Digest `h` of a lot's key `lot·enterprise·h`: SHA-256, as 64 hex digits, of the JSON array
 * `["baytrace-lot", 1, kind, …ids, lotNumber]`; numbers that differ only in width or outer space give the same.
 * @throws DomainError `BT-INPUT-INVALID` for a bad lot number
 */
export const lotDigest = (lot: LotIdentity): string => {
  const ids = lot.kind === 'product' ? [lot.product] : [lot.material, lot.supplier];
  const parts = ['baytrace-lot', 1, lot.kind, ...ids, normaliseLotNumber(lot.lotNumber)];
  return bytesToHex(sha256(new TextEncoder().encode(JSON.stringify(parts))));
};
