import { jobOfferSchema, jobOutcomes, jobRefusals } from '@baytrace/domain/devices';
import type { JobOffer, JobOutcome } from '@baytrace/domain/devices';
import { z } from 'zod';

const count = z.int().min(0);

/** What an offer says of a job, without the envelope that changes with each resend. */
export const jobTermsSchema = z.strictObject(
  jobOfferSchema.pick({
    locator: true,
    product: true,
    level: true,
    total: true,
    chunkSize: true,
    textLength: true,
  }).shape,
);
export type JobTerms = z.infer<typeof jobTermsSchema>;

/** The terms of an offer. */
export const termsOf = ({ locator, product, level, total, chunkSize, textLength }: JobOffer): JobTerms => ({
  ...{ locator, product, level, total, chunkSize, textLength },
});

/**
 * A job in the journal. All positions below `settled` are marked or unknown; those below `sent` were durably declared
 * sent before the first of them left; those below `received` have their codes in the journal or are settled.
 * 0 ≤ settled, sent; settled ≤ received. A job stays for ever as a small record, so that an old offer starts nothing.
 */
export const jobRecordSchema = z.strictObject({
  job: z.string(),
  device: z.string(),
  /** Place in the queue of the device. */
  order: count,
  epoch: count,
  /** `null` for a job that was cancelled before its offer came. */
  terms: jobTermsSchema.nullable(),
  /** `open` runs or waits, `ending` awaits the clearing of the device, `finished` awaits acknowledgements, then `closed`. */
  state: z.enum(['open', 'ending', 'finished', 'closed', 'refused']),
  outcome: z.enum(jobOutcomes).nullable(),
  refusal: z.enum(jobRefusals).nullable(),
  received: count,
  /** Index of the last code received; −1 for none. */
  lastIndex: z.int().min(-1),
  sent: count,
  settled: count,
  marked: count,
  unknown: count,
  /** Memory of the device that the records went to, and the highest marked record it told. */
  identity: z.string().nullable(),
  readback: count,
  /** Numbered reports made, and acknowledged. */
  sequence: count,
  acknowledged: count,
});
export type JobRecord = z.infer<typeof jobRecordSchema>;

/** A job as it enters the journal. */
export const newJobRecord = (
  start: Pick<JobRecord, 'job' | 'device' | 'order' | 'epoch' | 'terms'>,
): JobRecord => ({
  ...start,
  ...{ state: 'open', outcome: null, refusal: null },
  ...{ received: 0, lastIndex: -1, sent: 0, settled: 0, marked: 0, unknown: 0 },
  ...{ identity: null, readback: 0, sequence: 0, acknowledged: 0 },
});

/** Codes the job is to mark; 0 for one that never was offered. */
export const totalOf = (record: JobRecord): number => record.terms?.total ?? 0;

/** The record with an end asked for; an end asked for earlier stays. */
export const withEnding = (record: JobRecord, outcome: JobOutcome): JobRecord =>
  record.state === 'open' ? { ...record, state: 'ending', outcome } : record;
