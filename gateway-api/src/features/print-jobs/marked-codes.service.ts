import { Injectable } from '@nestjs/common';
import { differenceOf, type RangeSet, unionOf } from '@baytrace/domain/ranges';
import { Commands } from '../../ledger/outbox/commands.js';
import { Transactions } from '../../platform/database/transactions.js';
import { CodeAssignments } from '../code-blocks/code-assignments.service.js';
import { assignmentsOf, disabledRanges, findJob, type JobRow, settleJob } from './print-job.rows.js';

const union = (sets: readonly RangeSet[]): RangeSet => sets.reduce(unionOf, []);

const hasEnded = ({ record, closed_at, draw_state }: JobRow): boolean =>
  record.state === 'finished' || record.state === 'refused' || closed_at !== null || draw_state === 'refused';

/** Marked codes meet the goods of their job's lot: on the pack they are, whatever happens to the gateway. */
@Injectable()
export class MarkedCodes {
  constructor(
    private readonly transactions: Transactions,
    private readonly assignments: CodeAssignments,
    private readonly commands: Commands,
  ) {}

  /**
   * Assigns what is marked and not assigned, by one command at a time: while one is on its way, further marks gather
   * for the next. Row and command are one database transaction under a lock on the job, so a kill at any point
   * neither loses nor repeats a code. What the ledger refuses stays marked, with its refusal, for a person.
   */
  async assign(job: string): Promise<void> {
    const assigned = await this.transactions.run(async (manager) => {
      const row = await findJob(manager, null, job, true);
      if (row === undefined) return false;
      const made = await assignmentsOf(manager, [job]);
      if (made.some(({ state }) => state === 'waiting' || state === 'frozen')) return false;
      const left = differenceOf(row.record.marked, union(made.map(({ ranges }) => ranges)));
      const ranges = differenceOf(left, union(await disabledRanges(manager, row.locator)));
      if (ranges.length === 0) {
        if (left.length === 0 && hasEnded(row)) await settleJob(manager, job);
        return false;
      }
      const { enterprise, account, locator, lot } = row;
      await this.assignments.enqueue(manager, { enterprise, account, locator, lot, ranges, job });
      return true;
    });
    if (assigned) this.commands.wake();
  }
}
