import { z } from 'zod';
import { idSchema } from '../../identifiers/index.js';

/** Version of every ledger value and command written by this release. */
export const version = z.literal(1);

/** True for decimal digits up to 10^18; says nothing of other texts, which the pattern refuses. */
const upToTenTo18 = (digits: string): boolean => digits.length <= 18 || digits === `1${'0'.repeat(18)}`;

/** A quantity on the ledger: integer count of the lot's smallest step (10^-scale base units), as decimal string ≤ 10^18. */
export const quantitySchema = z
  .string()
  .regex(/^(0|[1-9][0-9]{0,18})$/u)
  .refine(upToTenTo18)
  .meta({ id: 'LedgerQuantity' });

/** A quantity greater than zero. */
export const positiveQuantitySchema = quantitySchema.refine((text) => text !== '0');

/** SHA-256 as 64 lower-case hexadecimal digits. */
export const digestSchema = z.string().regex(/^[0-9a-f]{64}$/u);

/** Lot id: enterprise id, a dot, digest `h` of product (raw: material and supplier) and normalised lot number (charter §4). */
export const lotIdSchema = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{26}\.[0-9a-f]{64}$/u)
  .meta({ id: 'LotId' });

/** Parcel id: actor, batch and number within the batch, joined by dots. */
export const parcelIdSchema = z
  .string()
  .regex(/^[0-9A-Z]{2,26}\.[0-9A-HJKMNP-TV-Z]{26}\.(0|[1-9][0-9]{0,5})$/u)
  .meta({ id: 'ParcelId' });

/** Locator of a code block: six base-32 characters, 30 random bits. */
export const locatorSchema = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{6}$/u)
  .meta({ id: 'Locator' });

/** A short code word such as a reason or a document type; never free text. */
export const codeWordSchema = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/u);

/** Country or territory, ISO 3166-1 alpha-2. */
export const countrySchema = z.string().regex(/^[A-Z]{2}$/u);

export { idSchema };
