import { z } from 'zod';
import { rangeSetSchema } from '../../ranges/index.js';
import { codeBlockFactsSchema, codesSchema } from '../values/codes.js';
import { codeWordSchema, idSchema, locatorSchema, lotIdSchema } from '../values/primitives.js';
import { commandHead } from './command-head.js';

/** A block of codes comes into being with its pool parcel; its wrapped key travels as transient `blockKeys`. */
export const issueCodesSchema = z.strictObject({
  type: z.literal('issue-codes'),
  ...commandHead,
  block: codeBlockFactsSchema,
});

/** Codes leave the pool, once, for a download or a print job (charter §5). */
export const drawCodesSchema = z.strictObject({
  type: z.literal('draw-codes'),
  ...commandHead,
  locator: locatorSchema,
  ranges: rangeSetSchema,
  purpose: z.strictObject({ type: z.enum(['download', 'print-job']), id: idSchema }),
});

/** Drawn codes meet goods of a lot: OPEN-SCS commissioning. */
export const assignCodesSchema = z.strictObject({
  type: z.literal('assign-codes'),
  ...commandHead,
  lot: lotIdSchema,
  codes: codesSchema.min(1),
});

/** Drawn codes end without goods: scrapped, sampled, unknown (OPEN-SCS). */
export const voidCodesSchema = z.strictObject({
  type: z.literal('void-codes'),
  ...commandHead,
  codes: codesSchema.min(1),
  reason: codeWordSchema,
});

/** Codes are disabled or enabled again (R-4.2.6c, R-4.2.6d). */
export const setCodeStatusSchema = z.strictObject({
  type: z.literal('set-code-status'),
  ...commandHead,
  locator: locatorSchema,
  ranges: rangeSetSchema,
  status: z.enum(['disabled', 'enabled']),
  reason: codeWordSchema,
});
