import type { NumberedReport, PrintJob } from '@baytrace/domain/devices';
import type { RangeSet } from '@baytrace/domain/ranges';
import type { EntityManager } from 'typeorm';
import type { JobQuery } from './print-job.schema.js';

/** State of the command that draws the job's codes. */
type DrawState = 'waiting' | 'frozen' | 'done' | 'refused';

/** A print job; `record` is the state machine of the domain and the truth of it. */
export interface JobRow {
  readonly id: string;
  readonly seq: string;
  readonly enterprise: string;
  readonly account: string;
  readonly device: string;
  readonly locator: string;
  readonly lot: string;
  readonly total: number;
  readonly product_name: string;
  readonly record: PrintJob;
  readonly open: boolean;
  readonly closed_at: Date | null;
  readonly created_at: Date;
  readonly draw_state: DrawState;
}

const select = `
  SELECT j.*, o.state AS draw_state FROM app.print_job j
  JOIN app.code_draw d ON d.id = j.id JOIN app.outbox_command o ON o.id = d.command`;

/** One job in the scope of an enterprise; of any where `enterprise` is null. `lock` keeps it until the transaction ends. */
export const findJob = async (
  manager: EntityManager,
  enterprise: string | null,
  id: string,
  lock = false,
): Promise<JobRow | undefined> => {
  const [row] = await manager.query<JobRow[]>(
    `${select} WHERE j.id = $1 AND ($2::text IS NULL OR j.enterprise = $2) ${lock ? 'FOR UPDATE OF j' : ''}`,
    [id, enterprise],
  );
  return row;
};

/** Latest first. */
export const listJobs = (
  manager: EntityManager,
  enterprise: string | null,
  query: JobQuery,
  before: string | null,
): Promise<JobRow[]> =>
  manager.query<JobRow[]>(
    `${select} WHERE ($1::text IS NULL OR j.enterprise = $1) AND ($2::text IS NULL OR j.locator = $2)
       AND ($3::text IS NULL OR j.device = $3) AND ($4::bigint IS NULL OR j.seq < $4) ORDER BY j.seq DESC LIMIT $5`,
    [enterprise, query.locator ?? null, query.device ?? null, before, query.limit + 1],
  );

/** Jobs with something left to do: not finished, or marked codes without goods. */
export const openJobs = (manager: EntityManager): Promise<JobRow[]> =>
  manager.query<JobRow[]>(`${select} WHERE j.open ORDER BY j.seq`);

export const insertJob = async (
  manager: EntityManager,
  row: Pick<
    JobRow,
    'id' | 'enterprise' | 'account' | 'device' | 'locator' | 'lot' | 'total' | 'product_name' | 'record'
  >,
): Promise<void> => {
  await manager.query(
    `INSERT INTO app.print_job (id, enterprise, account, device, locator, lot, total, product_name, record)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[row.id, row.enterprise, row.account, row.device, row.locator, row.lot],
      ...[row.total, row.product_name, JSON.stringify(row.record)],
    ],
  );
};

export const storeRecord = async (manager: EntityManager, id: string, record: PrintJob): Promise<void> => {
  await manager.query('UPDATE app.print_job SET record = $2, open = true WHERE id = $1', [
    id,
    JSON.stringify(record),
  ]);
};

/** Nothing is left to do for the job. */
export const settleJob = async (manager: EntityManager, id: string): Promise<void> => {
  await manager.query('UPDATE app.print_job SET open = false WHERE id = $1', [id]);
};

/** A person closed the job, because its bridge will never answer again. */
export const closeJob = async (manager: EntityManager, id: string): Promise<void> => {
  await manager.query('UPDATE app.print_job SET closed_at = now() WHERE id = $1 AND closed_at IS NULL', [id]);
};

/** Keeps a numbered report as it came; a repeat is the same row. */
export const storeReport = async (manager: EntityManager, report: NumberedReport): Promise<void> => {
  await manager.query(
    `INSERT INTO app.print_report (job, journal, sequence, type, body) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
    [report.job, report.journal, report.sequence, report.type, JSON.stringify(report)],
  );
};

/** An assignment of marked codes, with the state of its command. */
export interface JobAssignment {
  readonly job: string;
  readonly ranges: RangeSet;
  readonly state: DrawState;
  readonly refusal: string | null;
}

/** Assignments of jobs, in the order made. */
export const assignmentsOf = (manager: EntityManager, jobs: readonly string[]): Promise<JobAssignment[]> =>
  manager.query<JobAssignment[]>(
    `SELECT a.job, a.ranges, o.state, o.refusal_code AS refusal FROM app.code_assignment a
     JOIN app.outbox_command o ON o.id = a.command WHERE a.job = ANY($1) ORDER BY a.seq`,
    [jobs],
  );

/** Disabled codes of a block: they meet no goods until they are enabled. */
export const disabledRanges = async (
  manager: EntityManager,
  locator: string,
): Promise<readonly RangeSet[]> => {
  const rows = await manager.query<{ disabled: RangeSet }[]>(
    'SELECT disabled FROM ledger.code_status WHERE locator = $1',
    [locator],
  );
  return rows.map(({ disabled }) => disabled);
};
