import { z } from 'zod';
import { codesSchema } from './codes.js';
import {
  codeWordSchema,
  idSchema,
  lotIdSchema,
  parcelIdSchema,
  positiveQuantitySchema,
  quantitySchema,
  version,
} from './primitives.js';

const common = { v: version, id: parcelIdSchema, holder: idSchema };

/** All codes of a block that nobody asked for yet; quantity 0. */
export const poolParcelSchema = z.strictObject({ kind: z.literal('pool'), ...common, codes: codesSchema });
export type PoolParcel = z.infer<typeof poolParcelSchema>;

/** Codes that left the pool for one download or print job and are not on goods yet. */
export const drawnParcelSchema = z.strictObject({
  kind: z.literal('drawn'),
  ...common,
  codes: codesSchema,
  purpose: z.strictObject({ type: z.enum(['download', 'print-job']), id: idSchema }),
});
export type DrawnParcel = z.infer<typeof drawnParcelSchema>;

/** Where goods are going: custody stays with the holder until receipt. */
export const transitSchema = z.strictObject({ to: idSchema, shipment: idSchema });
export type Transit = z.infer<typeof transitSchema>;

/**
 * Goods of one lot. Uncoded: `codes` is empty. Coded: as many codes as the units need. An anchor
 * (`anchor` names it, `slack` > 0) holds all codes of a short receipt with `slack` fewer units;
 * the part that names it in `missingFrom` holds those units without codes.
 */
export const goodsParcelSchema = z.strictObject({
  kind: z.literal('goods'),
  ...common,
  lot: lotIdSchema,
  quantity: quantitySchema,
  codes: codesSchema,
  transit: transitSchema.exactOptional(),
  anchor: parcelIdSchema.exactOptional(),
  slack: positiveQuantitySchema.exactOptional(),
  missingFrom: parcelIdSchema.exactOptional(),
});
export type GoodsParcel = z.infer<typeof goodsParcelSchema>;

export const parcelSchema = z.discriminatedUnion('kind', [
  poolParcelSchema,
  drawnParcelSchema,
  goodsParcelSchema,
]);
export type Parcel = z.infer<typeof parcelSchema>;

/** Goods or codes that left circulation; gross, never changed. */
export const exitSchema = z.strictObject({
  id: parcelIdSchema,
  type: z.enum(['used', 'loss', 'sold', 'sampled', 'disposed', 'lost', 'voided']),
  holder: idSchema,
  lot: lotIdSchema.exactOptional(),
  quantity: quantitySchema,
  codes: codesSchema,
  reason: codeWordSchema.exactOptional(),
});
export type Exit = z.infer<typeof exitSchema>;
