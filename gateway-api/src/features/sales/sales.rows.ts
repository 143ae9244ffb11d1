import { DomainError } from '@baytrace/domain/errors';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { likePattern } from '../../platform/database/like-pattern.js';
import { keyOf } from '../../platform/http/paging.js';
import type { SaleQuery } from './sales.schema.js';

/** Type of the document in the outbox, the audit log and numbers. */
export const documentType = 'sale';

/** A line as kept, in ledger steps; its codes are in the command. */
export interface KeptLine {
  readonly lot: string;
  readonly quantity: string;
  readonly codes: number;
}

/** Row of `app.sale`. */
export interface SaleRow {
  readonly id: string;
  readonly number: string;
  readonly document_number: string | null;
  readonly date: string;
  readonly lines: readonly KeptLine[];
  readonly created: string;
}

const columns = `id, number, document_number, date, lines,
  to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') AS created`;

/** Whose documents an account sees: one enterprise, or `null` for all of the jurisdiction (regulators). */
export type Scope = string | null;

/** @throws DomainError `BT-NOT-FOUND` also for what belongs to others */
export const findSale = async (manager: EntityManager, scope: Scope, id: string): Promise<SaleRow> => {
  const [row] = await manager.query<SaleRow[]>(
    `SELECT ${columns} FROM app.sale WHERE id = $1 AND ($2::text IS NULL OR enterprise = $2)`,
    [id, scope],
  );
  if (row === undefined) throw new DomainError('BT-NOT-FOUND', { sale: id });
  return row;
};

const cursorSchema = z.tuple([z.string().max(40), z.string().max(26)]);

/** Newest first; one row more than asked for. */
export const listSales = (
  manager: EntityManager,
  scope: Scope,
  query: SaleQuery,
): Promise<readonly SaleRow[]> => {
  const [created, id] = keyOf(query.cursor, cursorSchema) ?? [null, null];
  return manager.query<SaleRow[]>(
    `SELECT * FROM (SELECT enterprise, ${columns} FROM app.sale) s
     WHERE ($1::text IS NULL OR enterprise = $1) AND ($2::text IS NULL OR number ILIKE $2 OR document_number ILIKE $2)
       AND ($3::text IS NULL OR (created, id) < ($3, $4))
     ORDER BY created DESC, id DESC LIMIT $5`,
    [scope, likePattern(query.q), created, id, query.limit + 1],
  );
};

/** Sort key of a sale in lists. */
export const saleKey = (row: SaleRow): readonly string[] => [row.created, row.id];
