import type { Names } from '@baytrace/domain/ledger';
import type { EntityManager } from 'typeorm';
import { likePattern } from '../../platform/database/like-pattern.js';
import type { History } from '../documents/document-history.service.js';
import type { BatchFields, BatchQuery } from './batch.schema.js';
import {
  insertDraft,
  updateDraft,
  type DraftColumns,
  type DraftHead,
} from '../../platform/database/draft-rows.js';

/** What a batch says, as columns of `app.batch`; inputs and losses as typed, in the unit of their lot. */
export interface BatchColumns {
  readonly product: string;
  readonly lot_number: string;
  /** In the smallest step of the unit, `10^-scale`. */
  readonly quantity: string;
  readonly unit: string;
  readonly scale: number;
  readonly production_date: string;
  readonly expiry_date: string;
  readonly inputs: BatchFields['inputs'];
  readonly losses: BatchFields['losses'];
}

/** A batch with its product's names. A refused command leaves a draft again: nothing happened on the ledger. */
export interface BatchRow extends BatchColumns {
  readonly id: string;
  readonly seq: string;
  readonly enterprise: string;
  readonly number: string;
  readonly lot: string | null;
  readonly history: History;
  readonly version: number;
  readonly created_at: Date;
  readonly state: 'draft' | 'confirmed';
  readonly names: Names;
  readonly origin: string;
}

const select = `
  SELECT b.*, CASE WHEN b.command IS NULL OR o.state = 'refused' THEN 'draft' ELSE 'confirmed' END AS state,
    p.body->'names' AS names, p.body->>'origin' AS origin
  FROM app.batch b JOIN ledger.product p ON p.enterprise = b.enterprise AND p.id = b.product
  LEFT JOIN app.outbox_command o ON o.id = b.command`;

/** One batch in the scope of an enterprise, or of the jurisdiction where `enterprise` is null. */
export const findBatch = async (
  manager: EntityManager,
  enterprise: string | null,
  id: string,
  lock = false,
): Promise<BatchRow | undefined> => {
  const [row] = await manager.query<BatchRow[]>(
    `${select} WHERE b.id = $1 AND ($2::text IS NULL OR b.enterprise = $2) ${lock ? 'FOR UPDATE OF b' : ''}`,
    [id, enterprise],
  );
  return row;
};

/** Latest first. */
export const listBatches = (
  manager: EntityManager,
  enterprise: string | null,
  query: BatchQuery,
  before: string | null,
): Promise<BatchRow[]> =>
  manager.query<BatchRow[]>(
    `SELECT * FROM (${select}) b WHERE ($1::text IS NULL OR enterprise = $1) AND ($2::text IS NULL OR state = $2)
       AND ($3::text IS NULL OR product = $3) AND ($4::bigint IS NULL OR seq < $4)
       AND ($5::text IS NULL OR number ILIKE $5 OR lot_number ILIKE $5
         OR EXISTS (SELECT 1 FROM jsonb_each_text(names) n WHERE n.value ILIKE $5))
     ORDER BY seq DESC LIMIT $6`,
    [
      ...[enterprise, query.state ?? null, query.product ?? null],
      ...[before, likePattern(query.q), query.limit + 1],
    ],
  );

const columnNames: readonly (keyof BatchColumns)[] = [
  'product',
  'lot_number',
  'quantity',
  'unit',
  'scale',
  'production_date',
  'expiry_date',
  'inputs',
  'losses',
];

const draftColumns = (columns: BatchColumns): DraftColumns =>
  new Map(
    columnNames.map((name) => [
      name,
      name === 'inputs' || name === 'losses' ? JSON.stringify(columns[name]) : columns[name],
    ]),
  );

export const insertBatch = (manager: EntityManager, head: DraftHead, columns: BatchColumns): Promise<void> =>
  insertDraft(manager, 'app.batch', head, draftColumns(columns));

/** Writes a draft anew with its history; the row is locked by the caller. */
export const updateBatch = (
  manager: EntityManager,
  id: string,
  columns: BatchColumns,
  history: History,
): Promise<void> => updateDraft(manager, 'app.batch', id, draftColumns(columns), history);
