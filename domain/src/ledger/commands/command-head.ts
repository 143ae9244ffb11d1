import { z } from 'zod';
import { eventTimeSchema } from '../../dates/index.js';
import { documentRefSchema } from '../values/document.js';
import { codesSchema } from '../values/codes.js';
import { idSchema, lotIdSchema, positiveQuantitySchema } from '../values/primitives.js';

/** Every command: a random id, and the time its author claims for the event (ISO 8601 with offset). */
export const commandHead = { id: idSchema, eventTime: eventTimeSchema };

/** Documents of a movement, at most ten. */
export const documentsSchema = z.array(documentRefSchema).max(10);

/** Goods without codes: a lot and a quantity. */
export const uncodedGoodsSchema = z.strictObject({ lot: lotIdSchema, quantity: positiveQuantitySchema });

/** Goods named by lot and quantity, and by their codes where they have some. */
export const goodsSchema = uncodedGoodsSchema.extend({ codes: codesSchema.exactOptional() });
export type Goods = z.infer<typeof goodsSchema>;

export const goodsListSchema = z.array(goodsSchema).min(1).max(200);
