import { z } from 'zod';
import { lotFileSchema } from '../values/document.js';
import { lotHoldSchema, lotStatusSchema, newLotSchema, newProductLotSchema } from '../values/lot.js';
import { codeWordSchema, lotIdSchema, positiveQuantitySchema } from '../values/primitives.js';
import { commandHead, documentsSchema, uncodedGoodsSchema } from './command-head.js';

/** Raw material or goods from outside the platform enter the ledger, declared (R-4.2.1c, R-4.3.1c). */
export const purchaseSchema = z.strictObject({
  type: z.literal('purchase'),
  ...commandHead,
  lot: newLotSchema,
  quantity: positiveQuantitySchema,
  documents: documentsSchema,
});

/** A production batch: input lots become new lots; losses are stated (R-4.2.2c). */
export const produceSchema = z.strictObject({
  type: z.literal('produce'),
  ...commandHead,
  inputs: z.array(uncodedGoodsSchema).min(1).max(100),
  losses: z.array(uncodedGoodsSchema).max(100),
  outputs: z
    .array(
      z.strictObject({
        lot: newProductLotSchema,
        quantity: positiveQuantitySchema,
        files: z.array(lotFileSchema).max(20),
      }),
    )
    .min(1)
    .max(20),
  documents: documentsSchema,
});

/** The hash of an inspection report or production record joins its lot (R-4.2.2d, R-4.2.2e). */
export const attachFileSchema = z.strictObject({
  type: z.literal('attach-file'),
  ...commandHead,
  lot: lotIdSchema,
  file: lotFileSchema,
});

/** The producer's own word on a lot. */
export const setLotStatusSchema = z.strictObject({
  type: z.literal('set-lot-status'),
  ...commandHead,
  lot: lotIdSchema,
  status: lotStatusSchema.shape.status,
  reason: codeWordSchema,
});

/** A regulator's word on any lot, for its jurisdiction. */
export const holdLotSchema = z.strictObject({
  type: z.literal('hold-lot'),
  ...commandHead,
  lot: lotIdSchema,
  hold: lotHoldSchema.shape.hold,
  reason: codeWordSchema,
});
