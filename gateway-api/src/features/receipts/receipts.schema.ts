import { idSchema } from '@baytrace/domain/identifiers';
import { documentRefSchema, lotIdSchema } from '@baytrace/domain/ledger';
import { z } from 'zod';
import { sealSchema } from '../../ledger/outbox/seal.js';
import { pageOf, pageQueryShape } from '../../platform/http/paging.js';
import { versionSchema } from '../../platform/http/version.js';
import { historySchema } from '../documents/document-history.service.js';
import { lotShape, scansSchema, stationSchema } from '../goods/goods.service.js';

/** One scanned code of a delivery, or the delivery itself. */
export const startReceiptSchema = z
  .union([z.strictObject({ code: z.string().min(1).max(2000) }), z.strictObject({ shipment: idSchema })])
  .meta({ id: 'StartReceipt' });
export type StartReceipt = z.infer<typeof startReceiptSchema>;

/** Quantities of a draft; lines not named stay. */
export const receiptChangeSchema = z
  .strictObject({
    version: versionSchema,
    lines: z
      .array(
        z.strictObject({
          lot: lotIdSchema,
          quantity: z.string().min(1).max(30).describe('0 leaves the lot on the way'),
          codes: scansSchema
            .or(z.array(z.string()).max(0))
            .optional()
            .describe('exactly these; an empty list receives by count; absent: as they are'),
        }),
      )
      .min(1)
      .max(200),
  })
  .meta({ id: 'ReceiptChange' });
export type ReceiptChange = z.infer<typeof receiptChangeSchema>;

/** Codes to receive exactly. */
export const receiptScansSchema = z.strictObject({ codes: scansSchema }).meta({ id: 'ReceiptScans' });

/** A receipt note (进货单), filled from the shipment (R-4.3.1b). */
export const receiptSchema = z
  .strictObject({
    id: z.string(),
    number: z.string(),
    shipment: z.string(),
    supplier: stationSchema,
    scannedCode: z.string().nullable(),
    lines: z.array(
      z.strictObject({
        ...lotShape,
        expected: z.string().describe('still on the way, or still missing after a short receipt'),
        quantity: z.string(),
        codes: z.array(z.string()).describe('element strings; empty: received by count'),
      }),
    ),
    state: z.enum(['draft', 'received']),
    document: documentRefSchema.nullable(),
    history: historySchema,
    ledger: sealSchema,
    version: versionSchema,
  })
  .meta({ id: 'Receipt' });
export type Receipt = z.infer<typeof receiptSchema>;

export const receiptPageSchema = pageOf('ReceiptPage', receiptSchema);

export const receiptQuerySchema = z.strictObject({
  ...pageQueryShape,
  state: z.enum(['draft', 'received']).optional(),
  shipment: idSchema.optional(),
});
export type ReceiptQuery = z.infer<typeof receiptQuerySchema>;

export const receiptParamsSchema = z.strictObject({ id: idSchema });
