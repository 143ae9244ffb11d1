import type { Names } from '@baytrace/domain/ledger';
import type { EntityManager } from 'typeorm';
import { likePattern } from '../../platform/database/like-pattern.js';
import type { History } from '../documents/document-history.service.js';
import type { PurchaseQuery } from './purchase.schema.js';
import {
  insertDraft,
  updateDraft,
  type DraftColumns,
  type DraftHead,
} from '../../platform/database/draft-rows.js';

/** What a purchase says, as columns of `app.purchase`. */
export interface PurchaseColumns {
  readonly material: string;
  readonly supplier: string;
  /** In the smallest step of the unit, `10^-scale`. */
  readonly quantity: string;
  readonly unit: string;
  readonly scale: number;
  readonly lot_number: string;
  readonly production_date: string;
  readonly expiry_date: string;
  readonly origin: { readonly country: string; readonly place?: string | undefined };
  readonly document_number: string | null;
  readonly document_date: string | null;
}

/** A purchase with the names it shows. A refused command leaves a draft again: nothing happened on the ledger. */
export interface PurchaseRow extends PurchaseColumns {
  readonly id: string;
  readonly seq: string;
  readonly enterprise: string;
  readonly number: string;
  readonly lot: string | null;
  readonly history: History;
  readonly version: number;
  readonly created_at: Date;
  readonly state: 'draft' | 'confirmed';
  readonly material_names: Names;
  readonly supplier_name: string;
}

const select = `
  SELECT p.*, CASE WHEN p.command IS NULL OR o.state = 'refused' THEN 'draft' ELSE 'confirmed' END AS state,
    m.names AS material_names, s.name AS supplier_name
  FROM app.purchase p
  JOIN app.material m ON m.id = p.material JOIN app.party s ON s.id = p.supplier
  LEFT JOIN app.outbox_command o ON o.id = p.command`;

/** One purchase in the scope of an enterprise, or of the jurisdiction where `enterprise` is null. */
export const findPurchase = async (
  manager: EntityManager,
  enterprise: string | null,
  id: string,
  lock = false,
): Promise<PurchaseRow | undefined> => {
  const [row] = await manager.query<PurchaseRow[]>(
    `${select} WHERE p.id = $1 AND ($2::text IS NULL OR p.enterprise = $2) ${lock ? 'FOR UPDATE OF p' : ''}`,
    [id, enterprise],
  );
  return row;
};

/** Latest first. */
export const listPurchases = (
  manager: EntityManager,
  enterprise: string | null,
  query: PurchaseQuery,
  before: string | null,
): Promise<PurchaseRow[]> =>
  manager.query<PurchaseRow[]>(
    `SELECT * FROM (${select}) p WHERE ($1::text IS NULL OR enterprise = $1) AND ($2::text IS NULL OR state = $2)
       AND ($3::text IS NULL OR material = $3) AND ($4::bigint IS NULL OR seq < $4)
       AND ($5::text IS NULL OR number ILIKE $5 OR lot_number ILIKE $5 OR supplier_name ILIKE $5 OR document_number ILIKE $5
         OR EXISTS (SELECT 1 FROM jsonb_each_text(material_names) n WHERE n.value ILIKE $5))
     ORDER BY seq DESC LIMIT $6`,
    [
      ...[enterprise, query.state ?? null, query.material ?? null],
      ...[before, likePattern(query.q), query.limit + 1],
    ],
  );

const columnNames = [
  ...['material', 'supplier', 'quantity', 'unit', 'scale', 'lot_number', 'production_date', 'expiry_date'],
  ...['origin', 'document_number', 'document_date'],
] as const satisfies readonly (keyof PurchaseColumns)[];

const draftColumns = (columns: PurchaseColumns): DraftColumns =>
  new Map(
    columnNames.map((name) => [name, name === 'origin' ? JSON.stringify(columns.origin) : columns[name]]),
  );

export const insertPurchase = (
  manager: EntityManager,
  head: DraftHead,
  columns: PurchaseColumns,
): Promise<void> => insertDraft(manager, 'app.purchase', head, draftColumns(columns));

/** Writes a draft anew with its history; the row is locked by the caller. */
export const updatePurchase = (
  manager: EntityManager,
  id: string,
  columns: PurchaseColumns,
  history: History,
): Promise<void> => updateDraft(manager, 'app.purchase', id, draftColumns(columns), history);
