import type { JobOutcome } from '@baytrace/domain/devices';
import { dropChunksBelow, indexesAt } from '../journal/job-codes.js';
import { totalOf } from '../journal/job-record.js';
import type { JobRecord } from '../journal/job-record.js';
import { withFact, withFinish } from '../journal/job-reports.js';
import type { Journal, JobStep } from '../journal/journal.js';

/** What a device told: the highest marked record of the job, and the memory that says so. */
export interface ReadBack {
  readonly identity: string;
  readonly lastMarked: number;
}

const isActive = (record: JobRecord | undefined): record is JobRecord =>
  record?.state === 'open' || record?.state === 'ending';

/** Positions [settled, upTo) become marked or unknown, with a report; their codes leave the journal. */
const settleTo = async (
  journal: Journal,
  now: JobRecord,
  upTo: number,
  type: 'marked' | 'unknown',
): Promise<Required<JobStep>> => {
  if (upTo <= now.settled) return { record: now, changes: [] };
  const { record, changes } = withFact(now, type, await indexesAt(journal.store, now, now.settled, upTo));
  const settled = { settled: upTo, [type]: now[type] + upTo - now.settled, sent: Math.max(now.sent, upTo) };
  return {
    record: { ...record, ...settled },
    changes: [...changes, ...(await dropChunksBelow(journal.store, now, upTo))],
  };
};

/** True when this memory still knows all it told us of the job: only then is "not marked" a proof. */
export const remembers = (record: JobRecord, { identity, lastMarked }: ReadBack): boolean =>
  (record.identity === null || record.identity === identity) && lastMarked >= record.readback;

/** Everything up to the read-back is marked. */
export const settleMarked = (
  journal: Journal,
  job: string,
  readBack: ReadBack,
): Promise<JobRecord | undefined> =>
  journal.change(job, async (now) => {
    if (!isActive(now)) return undefined;
    const { lastMarked: readback, identity } = readBack;
    const step = await settleTo(journal, now, Math.min(readback, now.received), 'marked');
    const known = now.readback === readback && now.identity === identity;
    return step.record === now && known
      ? undefined
      : { ...step, record: { ...step.record, readback, identity } };
  });

/** The device's memory is another one: what was sent and not settled is unknown, and never sent again. */
export const giveUpSent = (
  journal: Journal,
  job: string,
  readBack: ReadBack,
): Promise<JobRecord | undefined> =>
  journal.change(job, async (now) => {
    if (!isActive(now)) return undefined;
    const step = await settleTo(journal, now, Math.min(now.sent, now.received), 'unknown');
    const { lastMarked: readback, identity } = readBack;
    return { ...step, record: { ...step.record, readback, identity } };
  });

/** Declares the positions below `upTo` sent, before they are. `undefined` when the job is not open any more. */
export const declareSent = async (
  journal: Journal,
  job: string,
  upTo: number,
): Promise<JobRecord | undefined> => {
  const record = await journal.change(job, (now) =>
    now?.state === 'open' && upTo > now.sent ? { record: { ...now, sent: upTo } } : undefined,
  );
  return record?.state === 'open' ? record : undefined;
};

/** True when no code of the job can be on the device unsettled. */
export const isSettled = (record: JobRecord): boolean => record.settled >= record.sent;

/** A step that finishes a job and drops the codes that were never used. */
export const finishStep = async (
  journal: Journal,
  record: JobRecord,
  outcome: JobOutcome,
): Promise<JobStep> => {
  const { record: finished, changes } = withFinish(record, outcome);
  return {
    record: finished,
    changes: [...changes, ...(await dropChunksBelow(journal.store, record, record.received))],
  };
};

/** Finishes a job all of whose codes are settled; no change otherwise. */
export const finishComplete = (journal: Journal, job: string): Promise<JobRecord | undefined> =>
  journal.change(job, (now) =>
    isActive(now) && now.settled >= totalOf(now) ? finishStep(journal, now, 'complete') : undefined,
  );

/** Finishes a job whose end was asked for, after the device was cleared and read back while the job was ending. */
export const finishEnded = (journal: Journal, job: string): Promise<JobRecord | undefined> =>
  journal.change(job, (now) =>
    now?.state === 'ending' ? finishStep(journal, now, now.outcome ?? 'cancelled') : undefined,
  );
