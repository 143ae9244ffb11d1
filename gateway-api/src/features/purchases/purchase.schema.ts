import { z } from 'zod';
import { calendarDateSchema } from '@baytrace/domain/dates';
import { countrySchema, idSchema, lotIdSchema, namesSchema } from '@baytrace/domain/ledger';
import { sealSchema } from '../../ledger/outbox/seal.js';
import { searchSchema } from '../../platform/database/like-pattern.js';
import { pageOf, pageQueryShape } from '../../platform/http/paging.js';
import { versionSchema } from '../../platform/http/version.js';
import { historySchema } from '../documents/document-history.service.js';

/** Place within the country as the ledger takes it: capitals, digits, `-`, e.g. an administrative-division code. */
const originSchema = z.strictObject({
  country: countrySchema,
  place: z
    .string()
    .regex(/^[A-Z0-9-]{1,20}$/u)
    .optional(),
});

/** The six fields of the standard (R-4.2.1c): raw material, supplier, quantity, lot, production date, validity; and origin. */
const fields = {
  material: idSchema,
  supplier: idSchema.describe('a trading party of type supplier'),
  quantity: z.string().max(30).describe("in the material's unit"),
  lotNumber: z.string().trim().min(1).max(100),
  productionDate: calendarDateSchema,
  expiryDate: calendarDateSchema,
  origin: originSchema,
  documentNumber: z.string().trim().min(1).max(64).optional().describe("the supplier's own document"),
  documentDate: calendarDateSchema.optional(),
};

export const purchaseFieldsSchema = z.strictObject(fields).meta({ id: 'PurchaseFields' });
export type PurchaseFields = z.infer<typeof purchaseFieldsSchema>;

export const purchaseChangesSchema = purchaseFieldsSchema
  .partial()
  .extend({ version: versionSchema })
  .meta({ id: 'PurchaseChanges' });
export type PurchaseChanges = z.infer<typeof purchaseChangesSchema>;

export const purchaseViewSchema = z
  .strictObject({
    id: idSchema,
    number: z.string(),
    ...fields,
    documentNumber: z.string().nullable(),
    documentDate: calendarDateSchema.nullable(),
    materialNames: namesSchema,
    unit: z.string(),
    supplierName: z.string(),
    state: z.enum(['draft', 'confirmed']),
    lot: lotIdSchema.nullable(),
    history: historySchema,
    createdAt: z.string(),
    ledger: sealSchema,
    version: versionSchema,
  })
  .meta({ id: 'Purchase' });
export type PurchaseView = z.infer<typeof purchaseViewSchema>;

export const purchaseQuerySchema = z.strictObject({
  ...pageQueryShape,
  state: z.enum(['draft', 'confirmed']).optional(),
  q: searchSchema,
  material: idSchema.optional(),
});
export type PurchaseQuery = z.infer<typeof purchaseQuerySchema>;
export const purchasePageSchema = pageOf('PurchasePage', purchaseViewSchema);
