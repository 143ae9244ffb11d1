import { z } from 'zod';
import { calendarDateSchema } from '@baytrace/domain/dates';
import { lotIdSchema, namesSchema } from '@baytrace/domain/ledger';
import { searchSchema } from '../../platform/database/like-pattern.js';
import { pageOf, pageQueryShape } from '../../platform/http/paging.js';

/** A raw-material lot with its stock and the production lots made of it (R-4.2.2c: each side shows the other). */
export const rawLotSchema = z
  .strictObject({
    lot: lotIdSchema,
    materialNames: namesSchema.nullable(),
    supplierName: z.string().nullable(),
    lotNumber: z.string(),
    productionDate: calendarDateSchema,
    expiryDate: calendarDateSchema,
    unit: z.string(),
    available: z.string(),
    batches: z.array(
      z.strictObject({
        lot: lotIdSchema,
        lotNumber: z.string(),
        productNames: namesSchema.nullable(),
        quantity: z.string().describe('of this raw-material lot, used'),
      }),
    ),
  })
  .meta({ id: 'RawLot' });
export type RawLot = z.infer<typeof rawLotSchema>;

export const rawLotQuerySchema = z.strictObject({
  ...pageQueryShape,
  q: searchSchema,
  stock: z.enum(['some', 'any']).default('some').describe('any: also lots that are used up'),
});
export type RawLotQuery = z.infer<typeof rawLotQuerySchema>;
export const rawLotPageSchema = pageOf('RawLotPage', rawLotSchema);
