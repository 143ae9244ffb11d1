import { DomainError } from '@baytrace/domain/errors';
import type { EntityManager } from 'typeorm';
import { keyOf, type PageQuery } from '../../platform/http/paging.js';
import type { HistoryEntry, History } from '../documents/document-history.service.js';
import { z } from 'zod';

/** Type of the document in the outbox, the audit log and numbers. */
export const documentType = 'dispatch';

/** A line as kept; its lot is null until the scanner names one. */
export interface KeptLine {
  readonly product: string;
  readonly lot: string | null;
  readonly quantity: string;
  readonly unitPrice: string;
}

/** Row of `app.dispatch`; `state` is the one shown: a refused command leaves a draft again. */
export interface DispatchRow {
  readonly id: string;
  readonly enterprise: string;
  readonly number: string;
  readonly customer_enterprise: string | null;
  readonly customer_party: string | null;
  readonly date: string;
  readonly order_number: string | null;
  readonly currency: 'CNY' | 'HKD' | 'MOP';
  readonly customs: Record<string, string> | null;
  readonly lines: readonly KeptLine[];
  readonly state: 'draft' | 'dispatched';
  readonly command: string | null;
  /** Counts every change, scans included; `version` counts edits. */
  readonly revision: number;
  readonly version: number;
  readonly history: History;
  readonly created: string;
}

/** A dispatch with the state shown: draft as long as no command stands (charter §4: a refusal changes nothing). */
const rows = `
  SELECT d.* FROM (
    SELECT d.id, d.enterprise, d.number, d.customer_enterprise, d.customer_party, d.date, d.order_number, d.currency,
      d.customs, d.lines, CASE WHEN o.state = 'refused' THEN 'draft' ELSE d.state END AS state, d.command, d.revision,
      d.version, d.history, d.created_at, to_char(d.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') AS created
    FROM app.dispatch d LEFT JOIN app.outbox_command o ON o.id = d.command) d`;

/** Whose documents an account sees: one enterprise, or `null` for all of the jurisdiction (regulators). */
export type Scope = string | null;

/** @throws DomainError `BT-NOT-FOUND` also for what belongs to others */
export const findDispatch = async (
  manager: EntityManager,
  scope: Scope,
  id: string,
): Promise<DispatchRow> => {
  const [row] = await manager.query<DispatchRow[]>(
    `${rows} WHERE id = $1 AND ($2::text IS NULL OR enterprise = $2)`,
    [id, scope],
  );
  if (row === undefined) throw new DomainError('BT-NOT-FOUND', { dispatch: id });
  return row;
};

/** Keeps others from changing the dispatch until the database transaction ends, and reads it. */
export const lockDispatch = async (
  manager: EntityManager,
  scope: Scope,
  id: string,
): Promise<DispatchRow> => {
  await manager.query('SELECT 1 FROM app.dispatch WHERE id = $1 FOR UPDATE', [id]);
  return findDispatch(manager, scope, id);
};

/** @throws DomainError `BT-STATE-WRONG` unless it may still be edited */
export const demandDraft = (row: DispatchRow): void => {
  if (row.state !== 'draft') throw new DomainError('BT-STATE-WRONG', { state: row.state });
};

const cursorSchema = z.tuple([z.string().max(40), z.string().max(26)]);

/** Newest first; one row more than asked for. */
export const listDispatches = async (
  manager: EntityManager,
  scope: Scope,
  query: PageQuery & { state?: string | undefined; q?: string | undefined },
): Promise<readonly DispatchRow[]> => {
  const [created, id] = keyOf(query.cursor, cursorSchema) ?? [null, null];
  return manager.query<DispatchRow[]>(
    `${rows} LEFT JOIN ledger.directory_card c ON c.enterprise = d.customer_enterprise
     WHERE ($1::text IS NULL OR d.enterprise = $1) AND ($2::text IS NULL OR d.state = $2)
       AND ($3::text IS NULL OR strpos(lower(concat_ws(' ', d.number, d.order_number, c.name)), lower($3)) > 0)
       AND ($4::text IS NULL OR (d.created, d.id) < ($4, $5))
     ORDER BY d.created DESC, d.id DESC LIMIT $6`,
    [scope, query.state ?? null, query.q ?? null, created, id, query.limit + 1],
  );
};

/** Sort key of a dispatch in lists. */
export const dispatchKey = (row: DispatchRow): readonly string[] => [row.created, row.id];

/** Fields of a draft that a person types. */
export interface DispatchFields {
  readonly customer_enterprise: string | null;
  readonly customer_party: string | null;
  readonly date: string;
  readonly order_number: string | null;
  readonly currency: DispatchRow['currency'];
  readonly customs: Record<string, string> | null;
  readonly lines: readonly KeptLine[];
}

const values = (f: DispatchFields): unknown[] => [
  f.customer_enterprise,
  f.customer_party,
  f.date,
  f.order_number,
  f.currency,
  f.customs === null ? null : JSON.stringify(f.customs),
  JSON.stringify(f.lines),
];

export const insertDispatch = async (
  manager: EntityManager,
  head: {
    readonly id: string;
    readonly enterprise: string;
    readonly number: string;
    readonly account: string;
  },
  fields: DispatchFields,
): Promise<void> => {
  await manager.query(
    `INSERT INTO app.dispatch (id, enterprise, number, account, customer_enterprise, customer_party, date, order_number,
       currency, customs, lines, state)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'draft')`,
    [head.id, head.enterprise, head.number, head.account, ...values(fields)],
  );
};

/** Writes an edited draft; call under {@link lockDispatch}. */
export const updateDispatch = async (
  manager: EntityManager,
  id: string,
  fields: DispatchFields,
  entry: HistoryEntry,
): Promise<void> => {
  await manager.query(
    `UPDATE app.dispatch SET customer_enterprise = $2, customer_party = $3, date = $4, order_number = $5, currency = $6,
       customs = $7, lines = $8, state = 'draft', version = version + 1, revision = revision + 1,
       history = history || jsonb_build_array($9::jsonb)
     WHERE id = $1`,
    [id, ...values(fields), JSON.stringify(entry)],
  );
};

/** Numbers of own dispatches by the shipment they made. */
export const dispatchNumbers = async (
  manager: EntityManager,
  enterprise: string,
  shipments: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  if (shipments.length === 0) return new Map();
  const found = await manager.query<{ command: string; number: string }[]>(
    'SELECT command, number FROM app.dispatch WHERE enterprise = $1 AND command = ANY($2)',
    [enterprise, shipments],
  );
  return new Map(found.map(({ command, number }) => [command, number]));
};

/**
 * The dispatch goes to the ledger with these lines.
 *
 * @throws DomainError `BT-VERSION-STALE` when it was changed or scanned for since it was read
 */
export const markDispatched = async (
  manager: EntityManager,
  row: DispatchRow,
  lines: readonly KeptLine[],
  command: string,
): Promise<void> => {
  const now = await lockDispatch(manager, row.enterprise, row.id);
  demandDraft(now);
  if (now.revision !== row.revision) {
    throw new DomainError('BT-VERSION-STALE', { current: now.version, expected: row.version });
  }
  await manager.query(
    `UPDATE app.dispatch SET state = 'dispatched', lines = $2, command = $3, version = version + 1, revision = revision + 1
     WHERE id = $1`,
    [row.id, JSON.stringify(lines), command],
  );
};
