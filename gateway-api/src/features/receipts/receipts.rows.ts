import { DomainError } from '@baytrace/domain/errors';
import type { Codes } from '@baytrace/domain/ledger';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { keyOf } from '../../platform/http/paging.js';
import type { History, HistoryEntry } from '../documents/document-history.service.js';
import type { ReceiptQuery } from './receipts.schema.js';

/** Type of the document in the outbox, the audit log and numbers. */
export const documentType = 'receipt';

/** A line as kept, in ledger steps. `expected` stands once received; of a draft it is read from the ledger. */
export interface KeptLine {
  readonly lot: string;
  readonly quantity: string;
  readonly codes: Codes;
  readonly expected?: string;
}

/** Row of `app.receipt`; `state` is the one shown: a refused command leaves a draft again. */
export interface ReceiptRow {
  readonly id: string;
  readonly enterprise: string;
  readonly number: string;
  readonly shipment: string;
  readonly scanned_code: string | null;
  readonly lines: readonly KeptLine[];
  readonly state: 'draft' | 'received';
  readonly command: string | null;
  readonly revision: number;
  readonly version: number;
  readonly history: History;
  readonly created: string;
}

const rows = `
  SELECT r.* FROM (
    SELECT r.id, r.enterprise, r.number, r.shipment, r.scanned_code, r.lines,
      CASE WHEN o.state = 'refused' THEN 'draft' ELSE r.state END AS state, r.command, r.revision, r.version, r.history,
      to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') AS created
    FROM app.receipt r LEFT JOIN app.outbox_command o ON o.id = r.command) r`;

/** Whose documents an account sees: one enterprise, or `null` for all of the jurisdiction (regulators). */
export type Scope = string | null;

/** @throws DomainError `BT-NOT-FOUND` also for what belongs to others */
export const findReceipt = async (manager: EntityManager, scope: Scope, id: string): Promise<ReceiptRow> => {
  const [row] = await manager.query<ReceiptRow[]>(
    `${rows} WHERE id = $1 AND ($2::text IS NULL OR enterprise = $2)`,
    [id, scope],
  );
  if (row === undefined) throw new DomainError('BT-NOT-FOUND', { receipt: id });
  return row;
};

/** Reads a draft and keeps others from changing it. @throws DomainError `BT-NOT-FOUND`, `BT-STATE-WRONG` once received */
export const lockDraft = async (manager: EntityManager, scope: Scope, id: string): Promise<ReceiptRow> => {
  await manager.query('SELECT 1 FROM app.receipt WHERE id = $1 FOR UPDATE', [id]);
  const row = await findReceipt(manager, scope, id);
  if (row.state !== 'draft') throw new DomainError('BT-STATE-WRONG', { state: row.state });
  return row;
};

/** The open draft of a shipment, if there is one; the newest first. */
export const draftOf = async (
  manager: EntityManager,
  enterprise: string,
  shipment: string,
): Promise<ReceiptRow | undefined> => {
  const [row] = await manager.query<ReceiptRow[]>(
    `${rows} WHERE enterprise = $1 AND shipment = $2 AND state = 'draft' ORDER BY created DESC LIMIT 1`,
    [enterprise, shipment],
  );
  return row;
};

const cursorSchema = z.tuple([z.string().max(40), z.string().max(26)]);

/** Newest first; one row more than asked for. */
export const listReceipts = (
  manager: EntityManager,
  scope: Scope,
  query: ReceiptQuery,
): Promise<readonly ReceiptRow[]> => {
  const [created, id] = keyOf(query.cursor, cursorSchema) ?? [null, null];
  return manager.query<ReceiptRow[]>(
    `${rows} WHERE ($1::text IS NULL OR enterprise = $1) AND ($2::text IS NULL OR state = $2)
       AND ($3::text IS NULL OR shipment = $3) AND ($4::text IS NULL OR (created, id) < ($4, $5))
     ORDER BY created DESC, id DESC LIMIT $6`,
    [scope, query.state ?? null, query.shipment ?? null, created, id, query.limit + 1],
  );
};

/** Sort key of a receipt in lists. */
export const receiptKey = (row: ReceiptRow): readonly string[] => [row.created, row.id];

export const insertReceipt = async (
  manager: EntityManager,
  head: {
    readonly id: string;
    readonly enterprise: string;
    readonly number: string;
    readonly account: string;
    readonly shipment: string;
    readonly scannedCode: string | null;
  },
  lines: readonly KeptLine[],
): Promise<void> => {
  await manager.query(
    `INSERT INTO app.receipt (id, enterprise, number, account, shipment, scanned_code, lines, state)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'draft')`,
    [
      head.id,
      head.enterprise,
      head.number,
      head.account,
      head.shipment,
      head.scannedCode,
      JSON.stringify(lines),
    ],
  );
};

/** Writes lines scanned into a draft; the version a person edits stays. Call under {@link lockDraft}. */
export const writeScannedLines = async (
  manager: EntityManager,
  id: string,
  lines: readonly KeptLine[],
): Promise<void> => {
  await manager.query(
    `UPDATE app.receipt SET lines = $2, state = 'draft', revision = revision + 1 WHERE id = $1`,
    [id, JSON.stringify(lines)],
  );
};

/** Writes an edited draft. Call under {@link lockDraft}. */
export const writeEditedLines = async (
  manager: EntityManager,
  id: string,
  lines: readonly KeptLine[],
  entry: HistoryEntry,
): Promise<void> => {
  await manager.query(
    `UPDATE app.receipt SET lines = $2, state = 'draft', version = version + 1, revision = revision + 1,
       history = history || jsonb_build_array($3::jsonb)
     WHERE id = $1`,
    [id, JSON.stringify(lines), JSON.stringify(entry)],
  );
};

/** The receipt goes to the ledger. @throws DomainError `BT-VERSION-STALE` when it changed since it was read */
export const markReceived = async (
  manager: EntityManager,
  row: ReceiptRow,
  lines: readonly KeptLine[],
  command: string,
): Promise<void> => {
  const now = await lockDraft(manager, row.enterprise, row.id);
  if (now.revision !== row.revision) {
    throw new DomainError('BT-VERSION-STALE', { current: now.version, expected: row.version });
  }
  await manager.query(
    `UPDATE app.receipt SET state = 'received', lines = $2, command = $3, version = version + 1, revision = revision + 1
     WHERE id = $1`,
    [row.id, JSON.stringify(lines), command],
  );
};
