import { z } from 'zod';
import { indexLimit, rangeSetSchema } from '../ranges/index.js';
import { journalIdSchema, messageEnvelope } from './message-envelope.js';

const reportEnvelope = { ...messageEnvelope, journal: journalIdSchema } as const;

/** A numbered report: sequences of a job count from 1 without gap in one journal, and are resent until acknowledged. */
const numbered = { ...reportEnvelope, sequence: z.int().min(1) } as const;

const someRanges = rangeSetSchema.refine((set) => set.length > 0, { message: 'no range' });

/** Why a bridge refuses a job, for good. */
export const jobRefusals = [
  /** The device repeats its last record when it runs empty: it would mark a code twice. */
  'BT-DEVICE-REPEATS',
  /** The device has no read-back or cannot be cleared, or its texts are shorter than the job's. */
  'BT-DEVICE-UNFIT',
  /** A job of this name with other contents is in the journal. */
  'BT-JOB-DIFFERS',
] as const;
export type JobRefusal = (typeof jobRefusals)[number];

/** The job is in the journal. */
export const acceptedSchema = z.strictObject({ ...reportEnvelope, type: z.literal('accepted') });

/** The job will never run on this bridge. */
export const refusedSchema = z.strictObject({
  ...reportEnvelope,
  type: z.literal('refused'),
  reason: z.enum(jobRefusals),
});

/** The bridge has room for `room` codes from `position` (start of a chunk) on; resent until they come. */
export const needSchema = z.strictObject({
  ...reportEnvelope,
  type: z.literal('need'),
  position: z.int().min(0).max(indexLimit),
  room: z.int().min(1).max(indexLimit),
});

/** The device says that it marked the codes of these indexes (OPEN-SCS: encoded). */
export const markedSchema = z.strictObject({ ...numbered, type: z.literal('marked'), ranges: someRanges });

/** These codes were sent, and nobody can say whether they were marked; they are never sent again. */
export const unknownSchema = z.strictObject({ ...numbered, type: z.literal('unknown'), ranges: someRanges });

/** What became of a job's codes, as counts of positions; `sent − marked − unknown` were cleared unmarked. */
export const jobCountsSchema = z.strictObject({
  received: z.int().min(0),
  sent: z.int().min(0),
  marked: z.int().min(0),
  unknown: z.int().min(0),
});
export type JobCounts = z.infer<typeof jobCountsSchema>;

/** How a job ended: all codes used, cancelled by the gateway, or a text came that the device cannot mark. */
export const jobOutcomes = ['complete', 'cancelled', 'unfit'] as const;
export type JobOutcome = (typeof jobOutcomes)[number];

/** The last numbered report of a job. Positions from `counts.sent` on were never sent to the device. */
export const finishedSchema = z.strictObject({
  ...numbered,
  type: z.literal('finished'),
  outcome: z.enum(jobOutcomes),
  counts: jobCountsSchema,
});

/** Anything a bridge may report about a job. */
export const jobReportSchema = z.discriminatedUnion('type', [
  acceptedSchema,
  refusedSchema,
  needSchema,
  markedSchema,
  unknownSchema,
  finishedSchema,
]);

export type JobReport = z.infer<typeof jobReportSchema>;
/** A report with a sequence, resent until acknowledged. */
export type NumberedReport = Extract<JobReport, { sequence: number }>;
