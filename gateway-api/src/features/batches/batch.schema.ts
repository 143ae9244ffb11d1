import { z } from 'zod';
import { calendarDateSchema } from '@baytrace/domain/dates';
import { digestSchema, idSchema, lotIdSchema, namesSchema } from '@baytrace/domain/ledger';
import { sealSchema } from '../../ledger/outbox/seal.js';
import { searchSchema } from '../../platform/database/like-pattern.js';
import { pageOf, pageQueryShape } from '../../platform/http/paging.js';
import { versionSchema } from '../../platform/http/version.js';
import { historySchema } from '../documents/document-history.service.js';

const quantitySchema = z.string().max(30);

/** Goods of one lot that go into a batch or are lost in making it, in the lot's own unit. */
const useSchema = z.strictObject({ lot: lotIdSchema, quantity: quantitySchema });

const fields = {
  product: idSchema,
  lotNumber: z.string().trim().min(1).max(100),
  quantity: quantitySchema.describe("in the product's unit"),
  productionDate: calendarDateSchema,
  expiryDate: calendarDateSchema,
  inputs: z.array(useSchema).max(100),
  losses: z.array(useSchema).max(100),
};

export const batchFieldsSchema = z
  .strictObject({ ...fields, inputs: fields.inputs.default([]), losses: fields.losses.default([]) })
  .meta({ id: 'BatchFields' });
export type BatchFields = z.infer<typeof batchFieldsSchema>;

export const batchChangesSchema = z
  .strictObject(fields)
  .partial()
  .extend({ version: versionSchema })
  .meta({ id: 'BatchChanges' });
export type BatchChanges = z.infer<typeof batchChangesSchema>;

/** A use with the names people read (R-4.2.2c: the batch shows its raw-material lots). */
const shownUseSchema = useSchema.extend({
  lotNumber: z.string().nullable(),
  names: namesSchema.nullable(),
  supplierName: z.string().nullable(),
  unit: z.string().nullable(),
});
export type ShownUse = z.infer<typeof shownUseSchema>;

/** Kinds of files of a batch (R-4.2.2d,e). */
export const batchFileTypeSchema = z.enum(['inspection-report', 'production-record']);

export const batchFileRequestSchema = z
  .strictObject({
    file: idSchema.describe('an uploaded file'),
    type: batchFileTypeSchema,
    number: z.string().trim().min(1).max(64).optional(),
    date: calendarDateSchema.optional(),
  })
  .meta({ id: 'BatchFileRequest' });
export type BatchFileRequest = z.infer<typeof batchFileRequestSchema>;

const batchFileSchema = z
  .strictObject({
    file: idSchema,
    type: batchFileTypeSchema,
    number: z.string().nullable(),
    date: calendarDateSchema.nullable(),
    sha256: digestSchema,
    name: z.string(),
    ledger: sealSchema,
  })
  .meta({ id: 'BatchFile' });
export type BatchFile = z.infer<typeof batchFileSchema>;

export const batchViewSchema = z
  .strictObject({
    id: idSchema,
    number: z.string(),
    ...fields,
    inputs: z.array(shownUseSchema),
    losses: z.array(shownUseSchema),
    productNames: namesSchema,
    unit: z.string(),
    state: z.enum(['draft', 'confirmed']),
    lot: lotIdSchema.nullable(),
    files: z.array(batchFileSchema),
    codes: z
      .strictObject({ issued: z.int(), drawn: z.int(), assigned: z.int() })
      .describe('issued and drawn: codes of the product; assigned: codes on goods of this batch'),
    history: historySchema,
    createdAt: z.string(),
    ledger: sealSchema,
    version: versionSchema,
  })
  .meta({ id: 'Batch' });
export type BatchView = z.infer<typeof batchViewSchema>;

export const batchQuerySchema = z.strictObject({
  ...pageQueryShape,
  state: z.enum(['draft', 'confirmed']).optional(),
  q: searchSchema,
  product: idSchema.optional(),
});
export type BatchQuery = z.infer<typeof batchQuerySchema>;
export const batchPageSchema = pageOf('BatchPage', batchViewSchema);
