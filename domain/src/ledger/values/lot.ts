import { z } from 'zod';
import { calendarDateSchema as dateSchema } from '../../dates/index.js';
import { lotNumberSchema } from '../../identifiers/index.js';
import { unitSchema } from '../../quantities/index.js';
import { jurisdictionSchema } from '../jurisdiction.js';
import { lotFileSchema } from './document.js';
import { countrySchema, idSchema, lotIdSchema, quantitySchema, version } from './primitives.js';

const lotFacts = {
  /** Lot number as printed; compared after trimming and width folding (S-14). */
  number: lotNumberSchema,
  unit: unitSchema,
  scale: z.int().min(0).max(6),
  productionDate: dateSchema,
  /** Validity 有效期: last day on which the goods are valid (S-20). */
  expiryDate: dateSchema,
  origin: z.strictObject({
    country: countrySchema,
    place: z
      .string()
      .regex(/^[A-Z0-9-]{1,20}$/u)
      .exactOptional(),
  }),
};

/** A raw-material lot to be created by `purchase` (R-4.2.1c); material and supplier are pseudonyms of home records. */
export const newRawLotSchema = z.strictObject({
  kind: z.literal('raw'),
  material: idSchema,
  supplier: idSchema,
  ...lotFacts,
});

/** A product lot to be created by `produce`, or by `purchase` from outside the platform. */
export const newProductLotSchema = z.strictObject({
  kind: z.enum(['finished', 'by-product']),
  product: idSchema,
  ...lotFacts,
});

export const newLotSchema = z.discriminatedUnion('kind', [newRawLotSchema, newProductLotSchema]);
export type NewLot = z.infer<typeof newLotSchema>;

const stored = {
  v: version,
  id: lotIdSchema,
  enterprise: idSchema,
  /** True for goods from outside the platform: shown as declared, not verified upstream. */
  declared: z.boolean(),
  /** Quantity ever created. */
  created: quantitySchema,
  files: z.array(lotFileSchema).max(100),
};

/** A lot as the ledger keeps it. */
export const lotSchema = z.discriminatedUnion('kind', [
  newRawLotSchema.extend(stored),
  newProductLotSchema.extend(stored),
]);
export type Lot = z.infer<typeof lotSchema>;

/** The producer's own word on a lot. */
export const lotStatusSchema = z.strictObject({
  v: version,
  lot: lotIdSchema,
  status: z.enum(['released', 'held', 'recalled']),
  reason: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/u)
    .exactOptional(),
});
export type LotStatus = z.infer<typeof lotStatusSchema>;

/** One regulator's word on a lot. */
export const lotHoldSchema = z.strictObject({
  v: version,
  lot: lotIdSchema,
  jurisdiction: jurisdictionSchema,
  hold: z.enum(['none', 'held', 'recalled']),
  recall: idSchema.exactOptional(),
});
export type LotHold = z.infer<typeof lotHoldSchema>;
