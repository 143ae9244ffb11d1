import type { JobOutcome, NumberedReport } from '@baytrace/domain/devices';
import { jobOutcomes, jobCountsSchema } from '@baytrace/domain/devices';
import { rangeSetSchema } from '@baytrace/domain/ranges';
import type { RangeSet } from '@baytrace/domain/ranges';
import { z } from 'zod';
import type { JobRecord } from './job-record.js';
import type { JobStep } from './journal.js';
import { keyNumber } from './journal-store.js';
import type { Change, JournalStore } from './journal-store.js';

const sequence = z.int().min(1);

/** A numbered report as the journal keeps it: what it says, without the envelope of a single sending. */
export const keptReportSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('marked'), sequence, ranges: rangeSetSchema }),
  z.strictObject({ type: z.literal('unknown'), sequence, ranges: rangeSetSchema }),
  z.strictObject({
    type: z.literal('finished'),
    sequence,
    outcome: z.enum(jobOutcomes),
    counts: jobCountsSchema,
  }),
]);
export type KeptReport = z.infer<typeof keptReportSchema>;

type Fact =
  | { type: 'marked' | 'unknown'; ranges: RangeSet }
  | Pick<NumberedReport & { type: 'finished' }, 'type' | 'outcome' | 'counts'>;

const prefixOf = (job: string): string => `report!${job}!`;

const keep = (record: JobRecord, fact: Fact): Change => ({
  type: 'put',
  key: prefixOf(record.job) + keyNumber(record.sequence + 1),
  value: { ...fact, sequence: record.sequence + 1 },
});

/** A step that reports codes as marked or unknown and counts one sequence on. */
export const withFact = (
  record: JobRecord,
  type: 'marked' | 'unknown',
  ranges: RangeSet,
): Required<JobStep> => ({
  record: { ...record, sequence: record.sequence + 1 },
  changes: [keep(record, { type, ranges })],
});

/** A step that ends the job with its last report. */
export const withFinish = (record: JobRecord, outcome: JobOutcome): Required<JobStep> => {
  const { received, sent, marked, unknown } = record;
  return {
    record: { ...record, state: 'finished', outcome, sequence: record.sequence + 1 },
    changes: [keep(record, { type: 'finished', outcome, counts: { received, sent, marked, unknown } })],
  };
};

/** A step that forgets acknowledged reports, and closes a finished job when none is left. */
export const withAcknowledged = async (
  store: JournalStore,
  record: JobRecord,
  upTo: number,
): Promise<JobStep | undefined> => {
  if (upTo <= record.acknowledged) return undefined;
  const keys = await store.keysBelow(prefixOf(record.job), keyNumber(upTo + 1));
  const done = record.state === 'finished' && upTo === record.sequence;
  return {
    record: { ...record, acknowledged: upTo, state: done ? 'closed' : record.state },
    changes: keys.map((key) => ({ type: 'del', key })),
  };
};

/** Reports of a job not yet acknowledged, oldest first, at most `limit`. */
export const unacknowledged = async (
  store: JournalStore,
  record: JobRecord,
  limit: number,
): Promise<KeptReport[]> => {
  if (record.acknowledged >= record.sequence) return [];
  const values = await store.values(prefixOf(record.job), keyNumber(record.acknowledged + 1), limit);
  return values.map((value) => keptReportSchema.parse(value));
};
