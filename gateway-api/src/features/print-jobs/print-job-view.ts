import { countOf, noRanges } from '@baytrace/domain/ranges';
import type { Seal } from '../../ledger/outbox/seal.js';
import type { JobAssignment, JobRow } from './print-job.rows.js';
import type { JobState, JobView } from './print-job.schema.js';

const statesOfRecord = { offered: 'sent', accepted: 'running', refused: 'cancelled' } as const;

/** State as people see it: waiting for the ledger, sent to the bridge, running, ended well or not. */
export const stateOf = (row: JobRow): JobState => {
  if (row.draw_state === 'refused' || row.closed_at !== null) return 'cancelled';
  if (row.draw_state !== 'done') return 'waiting';
  const { state, finish } = row.record;
  if (state !== 'finished') return statesOfRecord[state];
  return finish?.outcome === 'complete' ? 'finished' : 'cancelled';
};

const problemOf = ({ record }: JobRow, assignments: readonly JobAssignment[]): string | null => {
  if (record.refusal !== null) return record.refusal;
  if (record.journalLost) return 'journal-lost';
  const refused = assignments.find(({ state }) => state === 'refused');
  return refused?.refusal ?? record.cancelReason ?? (record.finish?.outcome === 'unfit' ? 'unfit' : null);
};

/** A job with what became of its codes. */
export const viewOf = (row: JobRow, assignments: readonly JobAssignment[], ledger: Seal): JobView => {
  const { record } = row;
  const assigned = assignments.filter(({ state }) => state === 'done');
  return {
    id: row.id,
    device: row.device,
    locator: row.locator,
    lot: row.lot,
    ranges: record.indexes,
    total: row.total,
    sent: record.issued,
    marked: countOf(record.marked),
    assigned: assigned.reduce((sum, { ranges }) => sum + countOf(ranges), 0),
    unknown: countOf(record.unknown),
    unknownRanges: record.unknown.length === 0 ? noRanges : record.unknown,
    state: stateOf(row),
    problem: problemOf(row, assignments),
    createdAt: row.created_at.toISOString(),
    ledger,
  };
};
