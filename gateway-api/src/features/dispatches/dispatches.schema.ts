import { calendarDateSchema } from '@baytrace/domain/dates';
import { idSchema } from '@baytrace/domain/identifiers';
import { jurisdictionSchema, lotIdSchema, namesSchema } from '@baytrace/domain/ledger';
import { unitSchema } from '@baytrace/domain/quantities';
import { z } from 'zod';
import { sealSchema } from '../../ledger/outbox/seal.js';
import { pageOf, pageQueryShape } from '../../platform/http/paging.js';
import { versionSchema } from '../../platform/http/version.js';
import { historySchema } from '../documents/document-history.service.js';
import { scansSchema } from '../goods/goods.service.js';

/** An enterprise of the directory, or a party outside the platform. */
export const customerSchema = z
  .union([z.strictObject({ enterprise: idSchema }), z.strictObject({ party: idSchema })])
  .meta({ id: 'Customer' });
export type Customer = z.infer<typeof customerSchema>;

/** Amount of money with at most two decimals (S-46). */
const moneySchema = z.string().regex(/^(0|[1-9]\d{0,12})(\.\d{1,2})?$/u);

/** A line as typed; the lot may be left to the scanner. */
const lineFieldsSchema = z.strictObject({
  product: idSchema,
  lot: lotIdSchema.nullable().optional(),
  quantity: z.string().min(1).max(30),
  unitPrice: moneySchema,
});
export type LineFields = z.infer<typeof lineFieldsSchema>;

const fields = {
  customer: customerSchema,
  date: calendarDateSchema,
  orderNumber: z.string().trim().min(1).max(64).nullable().optional(),
  currency: z.enum(['CNY', 'HKD', 'MOP']),
  lines: z.array(lineFieldsSchema).min(1).max(200),
  customs: z
    .record(z.string().regex(/^[a-zA-Z]{1,30}$/u), z.string().trim().max(64))
    .nullable()
    .optional(),
};

/** A new dispatch. */
export const newDispatchSchema = z.strictObject(fields).meta({ id: 'NewDispatch' });
export type NewDispatch = z.infer<typeof newDispatchSchema>;

/** Changes to a draft; what is absent stays. */
export const dispatchChangeSchema = newDispatchSchema
  .partial()
  .extend({ version: versionSchema })
  .meta({ id: 'DispatchChange' });
export type DispatchChange = z.infer<typeof dispatchChangeSchema>;

const dispatchLineSchema = z
  .strictObject({
    product: z.string(),
    productNames: namesSchema,
    lot: z.string().nullable(),
    lotNumber: z.string().nullable(),
    productionDate: z.string().nullable(),
    expiryDate: z.string().nullable(),
    quantity: z.string(),
    scanned: z.number().describe('quantity that the codes scanned for this line stand for'),
    unit: unitSchema,
    unitPrice: z.string(),
  })
  .meta({ id: 'DispatchLine' });
export type DispatchLine = z.infer<typeof dispatchLineSchema>;

const progress = z
  .string()
  .nullable()
  .describe('null where it has no meaning: a draft, goods sold outside the platform, lines of several units');

export const dispatchSchema = z
  .strictObject({
    id: z.string(),
    number: z.string(),
    ...fields,
    orderNumber: z.string().nullable(),
    customs: z.record(z.string(), z.string()).nullable(),
    customerName: z.string(),
    customerJurisdiction: jurisdictionSchema.nullable(),
    state: z.enum(['draft', 'dispatched']),
    lines: z.array(dispatchLineSchema),
    received: progress,
    inTransit: progress,
    missing: progress,
    history: historySchema,
    ledger: sealSchema,
    version: versionSchema,
  })
  .meta({ id: 'Dispatch' });
export type Dispatch = z.infer<typeof dispatchSchema>;

export const dispatchPageSchema = pageOf('DispatchPage', dispatchSchema);

export const dispatchQuerySchema = z.strictObject({
  ...pageQueryShape,
  state: z.enum(['draft', 'dispatched']).optional(),
  q: z.string().trim().max(100).optional(),
});
export type DispatchQuery = z.infer<typeof dispatchQuerySchema>;

export const dispatchParamsSchema = z.strictObject({ id: idSchema });

/** Codes to add. */
export const addScansSchema = z.strictObject({ codes: scansSchema }).meta({ id: 'AddScans' });

/** Codes to take off again; all of them where none is named. */
export const removeScansSchema = z
  .strictObject({ codes: scansSchema.optional() })
  .meta({ id: 'RemoveScans' });
