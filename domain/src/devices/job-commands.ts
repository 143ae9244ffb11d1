import { z } from 'zod';
import { codeWordSchema, locatorSchema } from '../ledger/values/primitives.js';
import { indexLimit } from '../ranges/index.js';
import { maxChunkSize, messageEnvelope } from './message-envelope.js';

/** One code for the device: `position` counts within the job from 0, `index` is the code's index in its block. */
export const jobCodeSchema = z.strictObject({
  position: z
    .int()
    .min(0)
    .max(indexLimit - 1),
  index: z
    .int()
    .min(0)
    .max(indexLimit - 1),
  /** What is marked, e.g. a GS1 Digital Link URI: printable characters. */
  text: z.string().regex(/^[^\p{Cc}]{1,1000}$/u),
});
export type JobCode = z.infer<typeof jobCodeSchema>;

/** Offers a job: the codes follow in refills, when the bridge has room. */
export const jobOfferSchema = z.strictObject({
  ...messageEnvelope,
  type: z.literal('job'),
  locator: locatorSchema,
  /** Name of the product as people at the line read it. */
  product: z.string().regex(/^[^\p{Cc}]{1,200}$/u),
  level: codeWordSchema,
  total: z.int().min(1).max(indexLimit),
  chunkSize: z.int().min(1).max(maxChunkSize),
  /** Length of the longest text, so that an unfit device refuses before the first code leaves. */
  textLength: z.int().min(1).max(1000),
});

const positionsRunFrom = (refill: { from: number; codes: readonly JobCode[] }): boolean =>
  refill.codes.every((code, at) => code.position === refill.from + at);

const indexesAscend = (refill: { codes: readonly JobCode[] }): boolean =>
  refill.codes.every((code, at) => at === 0 || (refill.codes[at - 1]?.index ?? -1) < code.index);

/** Chunk number `sequence` (from 1) of a job: the codes from position `from` = (sequence − 1) × chunkSize on. */
export const refillSchema = z
  .strictObject({
    ...messageEnvelope,
    type: z.literal('refill'),
    sequence: z.int().min(1),
    from: z.int().min(0),
    codes: z.array(jobCodeSchema).min(1).max(maxChunkSize),
  })
  .refine(positionsRunFrom, { message: 'positions do not run on from `from`' })
  .refine(indexesAscend, { message: 'indexes do not ascend' });

/** Ends a job: nothing more is sent to the device, its unmarked records are cleared, `finished` follows. */
export const cancelSchema = z.strictObject({
  ...messageEnvelope,
  type: z.literal('cancel'),
  reason: z.string().regex(/^[^\p{Cc}]{1,200}$/u),
});

/** All numbered reports up to and including `upToSequence` are stored in the gateway. */
export const acknowledgeSchema = z.strictObject({
  ...messageEnvelope,
  type: z.literal('acknowledge'),
  upToSequence: z.int().min(0),
});

/** Anything a gateway may send to a bridge. */
export const jobCommandSchema = z.discriminatedUnion('type', [
  jobOfferSchema,
  refillSchema,
  cancelSchema,
  acknowledgeSchema,
]);

export type JobOffer = z.infer<typeof jobOfferSchema>;
export type Refill = z.infer<typeof refillSchema>;
export type Cancel = z.infer<typeof cancelSchema>;
export type Acknowledge = z.infer<typeof acknowledgeSchema>;
export type JobCommand = z.infer<typeof jobCommandSchema>;
