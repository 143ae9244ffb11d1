import { z } from 'zod';
import { rangeSetSchema } from '../../ranges/index.js';
import { jurisdictionSchema } from '../jurisdiction.js';
import {
  codeWordSchema,
  digestSchema,
  idSchema,
  locatorSchema,
  positiveQuantitySchema,
  version,
} from './primitives.js';

/** Codes of one block, as ranges of indexes `[from, upto)`. */
export const blockCodesSchema = z.strictObject({ locator: locatorSchema, ranges: rangeSetSchema });
export type BlockCodes = z.infer<typeof blockCodesSchema>;

/** Codes of several blocks, one entry a block, in locator order. */
export const codesSchema = z
  .array(blockCodesSchema)
  .max(64)
  .refine((list) => list.every((entry, i) => i === 0 || (list[i - 1]?.locator ?? '') < entry.locator), {
    message: 'one entry a block, in locator order',
  });
export type Codes = z.infer<typeof codesSchema>;

/** Facts of a code block (charter §5): a million codes are one record with a Merkle root. */
export const codeBlockFactsSchema = z.strictObject({
  locator: locatorSchema,
  /** Item, case, pallet or a level the enterprise defines (R-4.2.5e). */
  level: codeWordSchema,
  product: idSchema,
  /** Lot quantity that one code stands for. */
  unitsPerCode: positiveQuantitySchema,
  count: z.int().min(1).max(1_048_576),
  /** RFC 6962 tree hash over the canonical element strings, in index order. */
  root: digestSchema,
  /** SHA-256 of the code template the block was made from. */
  template: digestSchema,
  /** Algorithm suite of the sealed serials: 1 = AES-128 with HKDF-SHA-256. */
  suite: z.literal(1),
});
export type CodeBlockFacts = z.infer<typeof codeBlockFactsSchema>;

export const codeBlockSchema = codeBlockFactsSchema.extend({ v: version, enterprise: idSchema });
export type CodeBlock = z.infer<typeof codeBlockSchema>;

/** Indexes of one page of 65,536 codes. */
export const codeStatusPageSize = 65_536;

/** Disabled codes of one page of a block (R-4.2.6c); ranges are indexes of the block. */
export const codeStatusSchema = z.strictObject({
  v: version,
  locator: locatorSchema,
  page: z.int().min(0).max(15),
  disabled: rangeSetSchema,
});
export type CodeStatus = z.infer<typeof codeStatusSchema>;

/** The key of one block, wrapped for each gateway as JWE (RFC 7516, ECDH-ES); private data of `block-keys`. */
export const blockKeySchema = z.strictObject({
  v: version,
  locator: locatorSchema,
  recipients: z
    .array(z.strictObject({ jurisdiction: jurisdictionSchema, jwe: z.string().min(1).max(2000) }))
    .min(1)
    .max(3),
  salt: z.string().regex(/^[0-9a-f]{32}$/u),
});
export type BlockKey = z.infer<typeof blockKeySchema>;
