import { z } from 'zod';
import { deviceIdSchema } from '@baytrace/domain/devices';
import { idSchema, locatorSchema, lotIdSchema } from '@baytrace/domain/ledger';
import { indexLimit, rangeSetSchema } from '@baytrace/domain/ranges';
import { sealSchema } from '../../ledger/outbox/seal.js';
import { pageOf, pageQueryShape } from '../../platform/http/paging.js';

export const jobRequestSchema = z
  .strictObject({
    locator: locatorSchema,
    count: z.int().min(1).max(indexLimit),
    device: deviceIdSchema,
    lot: lotIdSchema.describe('whose goods the marked codes meet'),
  })
  .meta({ id: 'PrintJobRequest' });
export type JobRequest = z.infer<typeof jobRequestSchema>;

export const jobStates = ['waiting', 'sent', 'running', 'finished', 'cancelled'] as const;
export type JobState = (typeof jobStates)[number];

const countSchema = z.int().min(0);

export const jobViewSchema = z
  .strictObject({
    id: idSchema,
    device: deviceIdSchema,
    locator: locatorSchema,
    lot: lotIdSchema,
    ranges: rangeSetSchema,
    total: countSchema,
    sent: countSchema.describe('codes handed to the bridge'),
    marked: countSchema.describe('codes the device says it marked'),
    assigned: countSchema.describe('marked codes that met goods on the ledger'),
    unknown: countSchema.describe('sent, and the device cannot say; never sent again'),
    unknownRanges: rangeSetSchema,
    state: z.enum(jobStates),
    problem: z
      .string()
      .nullable()
      .describe('why it does not go on: refusal of bridge or ledger, lost journal, reason of cancellation'),
    createdAt: z.string(),
    ledger: sealSchema.describe('of the draw out of the pool'),
  })
  .meta({ id: 'PrintJob' });
export type JobView = z.infer<typeof jobViewSchema>;

export const jobQuerySchema = z.strictObject({
  ...pageQueryShape,
  locator: locatorSchema.optional(),
  device: deviceIdSchema.optional(),
});
export type JobQuery = z.infer<typeof jobQuerySchema>;
export const jobPageSchema = pageOf('PrintJobPage', jobViewSchema);

export const jobCancelSchema = z
  .strictObject({
    reason: z
      .string()
      .trim()
      .regex(/^[^\p{Cc}]{3,200}$/u),
  })
  .meta({ id: 'PrintJobCancel' });
export type JobCancel = z.infer<typeof jobCancelSchema>;
