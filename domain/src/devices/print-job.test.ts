import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { countOf, differenceOf, normaliseRanges, takeLowest, unionOf } from '../ranges/index.js';
import type { RangeSet } from '../ranges/index.js';
import {
  balanceOf,
  cancelJob,
  commandsOnConnect,
  commandsDue,
  indexesAt,
  jobReportSchema,
  offerJob,
  raiseEpoch,
  reduceReport,
} from './index.js';
import type { JobReport, PrintJob } from './index.js';

const envelope = {
  ...{ v: 1, id: 'message-1', jurisdiction: 'GD', device: 'line-1', job: 'job-1', epoch: 0 },
  ...{ expires: 1_900_000_000_000, journal: 'journal-1' },
} as const;

const report = (body: object): JobReport => jobReportSchema.parse({ ...envelope, ...body });

const offered = (indexes: RangeSet): PrintJob =>
  offerJob({ job: 'job-1', device: 'line-1', chunkSize: 5, indexes });

const all = (job: PrintJob, reports: readonly JobReport[]): PrintJob =>
  reports.reduce((now, r) => reduceReport(now, r).job, job);

interface Step {
  readonly size: number;
  readonly lost: boolean;
}

/** Reports of one run: codes in order, a part of the steps unknown, possibly cut short after `used` codes. */
const reportsOf = (indexes: RangeSet, steps: readonly Step[], used: number): JobReport[] => {
  const facts: JobReport[] = [];
  const counts = { received: used, sent: used, marked: 0, unknown: 0 };
  let rest = takeLowest(indexes, used).taken;
  for (const { size, lost } of steps) {
    const { taken, rest: left } = takeLowest(rest, Math.min(size, countOf(rest)));
    rest = left;
    if (taken.length === 0) break;
    const type = lost ? 'unknown' : 'marked';
    counts[type] += countOf(taken);
    facts.push(report({ type, sequence: facts.length + 1, ranges: taken }));
  }
  const outcome = used === countOf(indexes) ? 'complete' : 'cancelled';
  const needs = Array.from({ length: Math.ceil(used / 5) }, (_, at) =>
    report({ type: 'need', position: at * 5, room: 20 }),
  );
  const finished = report({ type: 'finished', sequence: facts.length + 1, outcome, counts });
  return [report({ type: 'accepted' }), ...needs, ...facts, finished];
};

const runs = fc
  .record({
    gaps: fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })), {
      minLength: 1,
      maxLength: 5,
    }),
    steps: fc.array(fc.record({ size: fc.integer({ min: 1, max: 7 }), lost: fc.boolean() }), {
      minLength: 1,
      maxLength: 12,
    }),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ gaps, steps, part }) => {
    let at = 0;
    const indexes = normaliseRanges(
      gaps.map(([gap, length]): [number, number] => {
        const from = at + gap;
        at = from + length;
        return [from, at];
      }),
    );
    const used = Math.round(countOf(indexes) * part);
    return { indexes, used, reports: reportsOf(indexes, steps, used) };
  });

const shuffledWithRepeats = runs.chain((run) =>
  fc
    .tuple(
      fc.shuffledSubarray(run.reports, { minLength: run.reports.length }),
      fc.array(fc.tuple(fc.nat(run.reports.length - 1), fc.nat(100)), { maxLength: 20 }),
    )
    .map(([order, repeats]) => {
      const messages = [...order];
      for (const [which, where] of repeats) messages.splice(where, 0, run.reports[which]!);
      return { ...run, messages };
    }),
);

/** Positions handed out depend on when the bridge asked; everything else must not. */
const withoutIssued = (job: PrintJob): PrintJob => ({ ...job, issued: 0 });

describe('a print job at the gateway', () => {
  test('any order and any repetition of its reports gives the in-order-once state (D1)', () => {
    fc.assert(
      fc.property(shuffledWithRepeats, ({ indexes, reports, messages }) => {
        const once = all(offered(indexes), reports);
        const mixed = all(offered(indexes), messages);
        expect(withoutIssued(mixed)).toEqual(withoutIssued(once));
        expect(once.ahead).toEqual([]);
      }),
    );
  });

  test('each code is told as newly marked once at most, whatever arrives how often', () => {
    fc.assert(
      fc.property(shuffledWithRepeats, ({ indexes, messages }) => {
        let [job, told] = [offered(indexes), 0];
        for (const message of messages) {
          const step = reduceReport(job, message);
          told += countOf(step.newlyMarked);
          job = step.job;
        }
        expect(told).toBe(countOf(job.marked));
      }),
    );
  });

  test('marked, unknown, cleared and never sent are disjoint and together the job, at every moment', () => {
    fc.assert(
      fc.property(shuffledWithRepeats, fc.nat(40), ({ indexes, messages }, stop) => {
        const job = all(offered(indexes), messages.slice(0, stop));
        const { marked, unknown, cleared, neverSent } = balanceOf(job);
        const parts = [marked, unknown, cleared, neverSent];
        expect(parts.reduce(unionOf)).toEqual(indexes);
        expect(parts.reduce((sum, part) => sum + countOf(part), 0)).toBe(countOf(indexes));
      }),
    );
  });

  test('a need is answered with whole chunks of the right codes, a refill at most once beyond the job', () => {
    const job = offered([
      [10, 13],
      [20, 29],
    ]);
    const { replies } = reduceReport(job, report({ type: 'need', position: 5, room: 9 }));
    expect(replies).toEqual([
      { type: 'refill', sequence: 2, from: 5, upTo: 10 },
      { type: 'refill', sequence: 3, from: 10, upTo: 12 },
    ]);
    expect(indexesAt(job, 5, 10)).toEqual([[22, 27]]);
    expect(reduceReport(job, report({ type: 'need', position: 3, room: 9 })).ignored).toBe('out-of-place');
    expect(reduceReport(job, report({ type: 'need', position: 15, room: 9 })).replies).toEqual([]);
  });

  test('a code that is not of the job is not believed and not acknowledged', () => {
    const step = reduceReport(offered([[0, 10]]), report({ type: 'marked', sequence: 1, ranges: [[9, 11]] }));
    expect(step).toMatchObject({ ignored: 'foreign-index', newlyMarked: [], replies: [] });
    expect(step.job.acknowledged).toBe(0);
  });

  test('a bridge that lost its journal gets no further codes, but a cancellation', () => {
    const job = all(offered([[0, 10]]), [report({ type: 'accepted' })]);
    const other = { ...report({ type: 'need', position: 0, room: 10 }), journal: 'journal-2' };
    const step = reduceReport(job, other);
    expect(step.job).toMatchObject({ journalLost: true, issued: 0 });
    expect(step.replies).toMatchObject([{ type: 'cancel' }]);
  });

  test('a cancelled job is cancelled again until it is finished, and what was never sent may return', () => {
    const job = cancelJob(
      all(offered([[0, 20]]), [report({ type: 'need', position: 0, room: 10 })]),
      'line stopped',
    );
    expect(commandsDue(job)).toEqual([{ type: 'cancel', reason: 'line stopped' }]);
    expect(reduceReport(job, report({ type: 'need', position: 10, room: 10 })).replies).toMatchObject([
      { type: 'cancel' },
    ]);
    const counts = { received: 10, sent: 7, marked: 4, unknown: 0 };
    const done = all(job, [
      report({ type: 'finished', sequence: 2, outcome: 'cancelled', counts }),
      report({ type: 'marked', sequence: 1, ranges: [[0, 4]] }),
    ]);
    expect(done.state).toBe('finished');
    expect(commandsDue(done)).toEqual([]);
    expect(commandsOnConnect(done)).toEqual([]);
    expect(commandsOnConnect(job).map(({ type }) => type)).toEqual(['job', 'cancel']);
    expect(balanceOf(done)).toEqual({
      ...{ marked: [[0, 4]], unknown: [], cleared: [[4, 7]], neverSent: [[7, 20]], consistent: true },
    });
  });

  test('a refused job gives all its codes back, and a report after it is answered by a cancellation', () => {
    const job = all(offered([[0, 20]]), [report({ type: 'refused', reason: 'BT-DEVICE-REPEATS' })]);
    expect(job).toMatchObject({ state: 'refused', refusal: 'BT-DEVICE-REPEATS' });
    expect(balanceOf(job).neverSent).toEqual([[0, 20]]);
    expect(reduceReport(job, report({ type: 'need', position: 0, room: 5 })).replies).toMatchObject([
      { type: 'cancel' },
    ]);
  });

  test('an unknown code that is reported marked after all is marked', () => {
    const job = all(offered([[0, 5]]), [
      report({ type: 'marked', sequence: 2, ranges: [[2, 4]] }),
      report({ type: 'unknown', sequence: 1, ranges: [[0, 5]] }),
    ]);
    expect(job).toMatchObject({ marked: [[2, 4]], unknown: differenceOf([[0, 5]], [[2, 4]]) });
  });

  test('a bridge that has not seen the raised epoch is offered the job anew', () => {
    const job = raiseEpoch(offered([[0, 5]]));
    const step = reduceReport(job, report({ type: 'marked', sequence: 1, ranges: [[0, 1]] }));
    expect(step.replies).toEqual([{ type: 'job' }, { type: 'acknowledge', upToSequence: 1 }]);
  });

  test('a report with an unknown field or an empty range is not a report', () => {
    const marked = { ...envelope, type: 'marked', sequence: 1, ranges: [[0, 1]] };
    expect(jobReportSchema.safeParse(marked).success).toBe(true);
    expect(jobReportSchema.safeParse({ ...marked, extra: 1 }).success).toBe(false);
    expect(jobReportSchema.safeParse({ ...marked, ranges: [] }).success).toBe(false);
    expect(jobReportSchema.safeParse({ ...marked, device: 'line/1' }).success).toBe(false);
  });
});
