import { containsAll, differenceOf, noRanges, unionOf } from '../ranges/index.js';
import type { RangeSet } from '../ranges/index.js';
import type { JobReport, NumberedReport } from './job-reports.js';
import { totalOf } from './print-job.js';
import type { PrintJob } from './print-job.js';

/** A command the gateway owes the bridge; it adds envelope and texts, signs and sends it. */
export type JobReply =
  | { readonly type: 'job' }
  /** Chunk `sequence`: positions `from` … `upTo − 1`. */
  | { readonly type: 'refill'; readonly sequence: number; readonly from: number; readonly upTo: number }
  | { readonly type: 'cancel'; readonly reason: string }
  | { readonly type: 'acknowledge'; readonly upToSequence: number };

/** Why a report had no effect. */
export type IgnoredReport = 'other-job' | 'other-journal' | 'foreign-index' | 'duplicate' | 'out-of-place';

/** Result of {@link reduceReport}: store `job` with the newly known codes in one transaction, then send `replies`. */
export interface Reduction {
  readonly job: PrintJob;
  readonly replies: readonly JobReply[];
  /** Codes this report newly says are marked (OPEN-SCS: encoded). */
  readonly newlyMarked: RangeSet;
  /** Codes this report newly says are unknown. */
  readonly newlyUnknown: RangeSet;
  readonly ignored: IgnoredReport | null;
}

/** Chunks answered for one `need`, at most. */
const maxChunksPerNeed = 4;

const unchanged = (
  job: PrintJob,
  ignored: IgnoredReport | null,
  replies: readonly JobReply[] = [],
): Reduction => ({
  job,
  replies,
  newlyMarked: noRanges,
  newlyUnknown: noRanges,
  ignored,
});

const cancelOf = (job: PrintJob): readonly JobReply[] =>
  job.cancelReason === null ? [] : [{ type: 'cancel', reason: job.cancelReason }];

const refillsFor = (job: PrintJob, position: number, room: number): readonly JobReply[] => {
  const total = totalOf(job);
  const replies: JobReply[] = [];
  let from = position;
  while (from < total && replies.length < maxChunksPerNeed) {
    const upTo = Math.min(from + job.chunkSize, total);
    if (upTo - position > room) break;
    replies.push({ type: 'refill', sequence: from / job.chunkSize + 1, from, upTo });
    from = upTo;
  }
  return replies;
};

const reduceNeed = (job: PrintJob, position: number, room: number): Reduction => {
  if (job.cancelReason !== null) return unchanged(job, null, cancelOf(job));
  if (job.finish !== null || position % job.chunkSize !== 0) return unchanged(job, 'out-of-place');
  const replies = refillsFor(job, position, room);
  const last = replies.at(-1);
  const issued = last?.type === 'refill' ? Math.max(job.issued, last.upTo) : job.issued;
  return unchanged({ ...job, issued }, null, replies);
};

/** Takes a sequence into the contiguous prefix `acknowledged` and the rest `ahead`. */
const withSequence = (job: PrintJob, sequence: number): PrintJob => {
  const ahead = [...job.ahead, sequence].sort((a, b) => a - b);
  let acknowledged = job.acknowledged;
  while (ahead[0] === acknowledged + 1) {
    acknowledged += 1;
    ahead.shift();
  }
  return { ...job, acknowledged, ahead };
};

const rangesOf = (report: NumberedReport, type: 'marked' | 'unknown'): RangeSet =>
  report.type === type ? report.ranges : noRanges;

const withFinish = (job: PrintJob, report: NumberedReport): PrintJob => {
  const finish =
    report.type === 'finished'
      ? { sequence: report.sequence, outcome: report.outcome, counts: report.counts }
      : job.finish;
  const issued = Math.max(job.issued, finish?.counts.received ?? 0);
  const state = finish !== null && job.acknowledged >= finish.sequence ? 'finished' : job.state;
  return { ...job, finish, issued, state };
};

const reduceNumbered = (job: PrintJob, report: NumberedReport): Reduction => {
  if (report.sequence <= job.acknowledged || job.ahead.includes(report.sequence)) {
    return unchanged(job, 'duplicate', [{ type: 'acknowledge', upToSequence: job.acknowledged }]);
  }
  const saysMarked = rangesOf(report, 'marked');
  const saysUnknown = rangesOf(report, 'unknown');
  if (!containsAll(job.indexes, unionOf(saysMarked, saysUnknown))) return unchanged(job, 'foreign-index');
  const newlyMarked = differenceOf(saysMarked, job.marked);
  const marked = unionOf(job.marked, saysMarked);
  const newlyUnknown = differenceOf(differenceOf(saysUnknown, marked), job.unknown);
  const unknown = differenceOf(unionOf(job.unknown, saysUnknown), marked);
  const next = withFinish(withSequence({ ...job, marked, unknown }, report.sequence), report);
  const replies: JobReply[] = [{ type: 'acknowledge', upToSequence: next.acknowledged }];
  return { job: next, replies, newlyMarked, newlyUnknown, ignored: null };
};

const reduceAccepted = (job: PrintJob, report: Exclude<JobReport, { type: 'refused' }>): Reduction => {
  const accepted: PrintJob =
    job.state === 'offered' ? { ...job, state: 'accepted', journal: report.journal } : job;
  if (report.type === 'accepted') return unchanged(accepted, null, cancelOf(accepted));
  if (report.type === 'need') return reduceNeed(accepted, report.position, report.room);
  return reduceNumbered(accepted, report);
};

const reduceRefused = (job: PrintJob, report: Extract<JobReport, { type: 'refused' }>): Reduction => {
  if (job.state !== 'offered') return unchanged(job, 'out-of-place');
  return unchanged({ ...job, state: 'refused', refusal: report.reason, journal: report.journal }, null);
};

/**
 * Applies one verified report to a job. Duplicates, any order and any repetition of the reports of a job end in the
 * state that the reports in order, once, would give (invariant D1).
 */
export const reduceReport = (job: PrintJob, report: JobReport): Reduction => {
  if (report.job !== job.job || report.device !== job.device) return unchanged(job, 'other-job');
  if (job.journal !== null && report.journal !== job.journal) {
    return unchanged({ ...job, journalLost: true }, 'other-journal', [
      { type: 'cancel', reason: 'the journal that accepted this job is gone' },
    ]);
  }
  if (report.type === 'refused') return reduceRefused(job, report);
  if (job.state === 'refused') {
    return unchanged(job, 'out-of-place', [{ type: 'cancel', reason: 'the job was refused' }]);
  }
  const result = reduceAccepted(job, report);
  const behind = report.epoch < job.epoch && job.state !== 'finished';
  return behind ? { ...result, replies: [{ type: 'job' }, ...result.replies] } : result;
};

/** What the gateway resends from time to time until the bridge answers. */
export const commandsDue = (job: PrintJob): readonly JobReply[] => {
  if (job.state === 'refused' || job.state === 'finished') return [];
  if (job.cancelReason !== null) return cancelOf(job);
  return job.state === 'offered' ? [{ type: 'job' }] : [];
};

/**
 * What the gateway sends once after each subscription at the broker, so also after its own start: an offer anew, upon
 * which the bridge repeats all that is open, and nothing waits for a resending.
 */
export const commandsOnConnect = (job: PrintJob): readonly JobReply[] =>
  job.state === 'refused' || job.state === 'finished' ? [] : [{ type: 'job' }, ...cancelOf(job)];
