import { jurisdictionSchema, namesSchema } from '@baytrace/domain/ledger';
import { viewers } from '@baytrace/domain/access';
import { z } from 'zod';

export const codeQuerySchema = z.strictObject({ code: z.string().trim().min(1).max(400) });

const stationSchema = z.strictObject({
  enterprise: z.string(),
  name: z.string(),
  jurisdiction: jurisdictionSchema,
});
export type Station = z.infer<typeof stationSchema>;

const documentSchema = z.strictObject({ type: z.string(), number: z.string(), date: z.string() });

/** One station of the way a code took. */
export const pathStepSchema = z
  .strictObject({
    step: z.enum([
      'issued',
      'drawn',
      'produced',
      'assigned',
      'shipped',
      'received',
      'sold',
      'sampled',
      'disposed',
      'lost',
      'voided',
    ]),
    at: z.string(),
    station: stationSchema.nullable(),
    to: stationSchema.nullable(),
    documents: z.array(documentSchema),
    transactionId: z.string(),
    block: z.number(),
    endorsers: z.array(z.string()),
  })
  .meta({ id: 'PathStep' });
export type PathStep = z.infer<typeof pathStepSchema>;

export const verdicts = [
  'in-order',
  'disabled',
  'recalled',
  'held',
  'unassigned',
  'ended',
  'forged',
  'unknown',
  'invalid',
] as const;

/** What a scanned code answers; what the asker may not see is null or left out of lists. */
export const codeHistorySchema = z
  .strictObject({
    verdict: z.enum(verdicts),
    viewer: z.enum(viewers),
    reason: z.string().nullable(),
    code: z
      .strictObject({
        element: z.string(),
        uri: z.string(),
        locator: z.string(),
        index: z.number().nullable(),
        level: z.string(),
      })
      .nullable(),
    product: z
      .strictObject({
        names: namesSchema,
        gtin: z.string().nullable(),
        number: z.string(),
        category: z.string(),
        packaging: z.string(),
        netContent: z.strictObject({ value: z.string(), unit: z.string() }),
        origin: z.string(),
        producer: stationSchema.nullable(),
      })
      .nullable(),
    lot: z
      .strictObject({
        id: z.string(),
        number: z.string(),
        productionDate: z.string(),
        expiryDate: z.string(),
        status: z.string(),
        holds: z.record(z.string(), z.string()),
        files: z.array(
          z.strictObject({
            type: z.string(),
            sha256: z.string(),
            number: z.string().nullable(),
            date: z.string().nullable(),
          }),
        ),
      })
      .nullable(),
    /** True when the code lies in a set of which fewer units arrived than codes: it may be one of the missing. */
    slack: z.boolean(),
    holder: stationSchema.nullable(),
    path: z.array(pathStepSchema),
  })
  .meta({ id: 'CodeHistory' });
export type CodeHistory = z.infer<typeof codeHistorySchema>;
