import { DomainError } from '../errors/index.js';
import { countOf, differenceOf, noRanges, takeLowest, unionOf } from '../ranges/index.js';
import type { RangeSet } from '../ranges/index.js';
import type { JobCounts, JobOutcome, JobRefusal } from './job-reports.js';

/** How a job ended, with the number of the report that said so. */
export interface JobFinish {
  readonly sequence: number;
  readonly outcome: JobOutcome;
  readonly counts: JobCounts;
}

/**
 * The gateway's record of one print job: plain JSON, changed only by {@link reduceReport}, {@link cancelJob} and
 * {@link raiseEpoch}. Positions 0 … total − 1 are the indexes of `indexes` in ascending order.
 */
export interface PrintJob {
  readonly job: string;
  readonly device: string;
  readonly epoch: number;
  readonly chunkSize: number;
  /** Codes allocated to the job, as indexes of the block. */
  readonly indexes: RangeSet;
  readonly state: 'offered' | 'accepted' | 'refused' | 'finished';
  readonly cancelReason: string | null;
  readonly refusal: JobRefusal | null;
  /** Journal that accepted the job. */
  readonly journal: string | null;
  /** Another journal spoke of this job: the bridge lost its memory; a person must close the job. */
  readonly journalLost: boolean;
  /** Positions below this were handed to the bridge. */
  readonly issued: number;
  readonly marked: RangeSet;
  readonly unknown: RangeSet;
  /** All numbered reports up to this one are applied … */
  readonly acknowledged: number;
  /** … and these beyond it, ascending. */
  readonly ahead: readonly number[];
  readonly finish: JobFinish | null;
}

/** What {@link offerJob} needs. */
export interface JobToOffer {
  readonly job: string;
  readonly device: string;
  readonly epoch?: number;
  readonly chunkSize: number;
  readonly indexes: RangeSet;
}

/** A new job, not yet known to the bridge. @throws DomainError `BT-CODE-COUNT` for a job without codes */
export const offerJob = ({ job, device, epoch = 0, chunkSize, indexes }: JobToOffer): PrintJob => {
  if (indexes.length === 0) throw new DomainError('BT-CODE-COUNT', { wanted: 0 });
  return {
    ...{ job, device, epoch, chunkSize, indexes },
    ...{ state: 'offered', cancelReason: null, refusal: null, journal: null, journalLost: false },
    ...{ issued: 0, marked: noRanges, unknown: noRanges, acknowledged: 0, ahead: [], finish: null },
  };
};

/** Number of codes of the job. */
export const totalOf = (job: PrintJob): number => countOf(job.indexes);

/** Indexes of the positions `from` … `upTo − 1`. @throws DomainError `BT-CODE-COUNT` beyond the job */
export const indexesAt = (job: PrintJob, from: number, upTo: number): RangeSet =>
  takeLowest(takeLowest(job.indexes, from).rest, upTo - from).taken;

/** The job with a cancellation asked for; the first reason stays. Without effect once it is refused or finished. */
export const cancelJob = (job: PrintJob, reason: string): PrintJob =>
  job.state === 'refused' || job.state === 'finished' || job.cancelReason !== null
    ? job
    : { ...job, cancelReason: reason };

/** The job in a higher epoch: after a restore of the gateway, so that older commands are void. */
export const raiseEpoch = (job: PrintJob): PrintJob => ({ ...job, epoch: job.epoch + 1 });

/** What became of each code of a job. */
export interface JobBalance {
  readonly marked: RangeSet;
  readonly unknown: RangeSet;
  /** Sent and cleared unmarked: never returns to the pool (charter §7). */
  readonly cleared: RangeSet;
  /** Never sent to the device: may return to the pool once the job is finished. */
  readonly neverSent: RangeSet;
  /** The bridge's counts equal the ranges reported. Always true for a job that is not finished. */
  readonly consistent: boolean;
}

const neverSentOf = (job: PrintJob): RangeSet => {
  if (job.state === 'refused') return job.indexes;
  const sent = job.finish?.counts.sent ?? job.issued;
  return takeLowest(job.indexes, Math.min(sent, totalOf(job))).rest;
};

/** Balance of a job: the four sets are disjoint and together are `indexes`. Before the end, `cleared` is "in flight". */
export const balanceOf = (job: PrintJob): JobBalance => {
  const used = unionOf(job.marked, job.unknown);
  const neverSent = differenceOf(neverSentOf(job), used);
  const cleared = differenceOf(differenceOf(job.indexes, used), neverSent);
  const counts = job.state === 'finished' ? job.finish?.counts : undefined;
  const consistent =
    counts === undefined ||
    (counts.marked === countOf(job.marked) &&
      counts.unknown === countOf(job.unknown) &&
      counts.sent === totalOf(job) - countOf(neverSent));
  return { marked: job.marked, unknown: job.unknown, cleared, neverSent, consistent };
};
