import { z } from 'zod';
import { codeWordSchema, idSchema } from '../values/primitives.js';
import { commandHead, documentsSchema, goodsListSchema } from './command-head.js';

/** Goods start towards another enterprise (R-4.2.3d); the command id is the shipment id. */
export const shipSchema = z.strictObject({
  type: z.literal('ship'),
  ...commandHead,
  to: idSchema,
  goods: goodsListSchema,
  documents: documentsSchema.min(1),
});

/**
 * Goods of a shipment arrive (R-4.3.1a). Goods with codes are received exactly; goods with a quantity alone are
 * received without knowing which codes are missing: a smaller quantity than shipped opens an anchor with slack.
 */
export const receiveSchema = z.strictObject({
  type: z.literal('receive'),
  ...commandHead,
  shipment: idSchema,
  goods: goodsListSchema,
  documents: documentsSchema,
});

/** Custody ends at a consumer or at a party outside the platform (S-61). */
export const sellSchema = z.strictObject({
  type: z.literal('sell'),
  ...commandHead,
  goods: goodsListSchema,
  documents: documentsSchema,
});

/** Goods leave stock for a reason of S-10: taken as sample, destroyed, or lost. */
export const removeSchema = z.strictObject({
  type: z.enum(['sample', 'dispose', 'lose']),
  ...commandHead,
  goods: goodsListSchema,
  reason: codeWordSchema,
  documents: documentsSchema,
});
