import { DomainError } from '@baytrace/domain';
import type { ProductFacts } from '@baytrace/domain/ledger';
import type { EntityManager } from 'typeorm';
import { isUniqueViolation } from '../../platform/database/database-errors.js';
import { likePattern } from '../../platform/database/like-pattern.js';
import type { ProductQuery } from './products.schema.js';

/** Row of `app.product`; `body` holds the facts as sent to the ledger. */
export interface ProductRow {
  readonly id: string;
  readonly enterprise: string;
  readonly number: string;
  readonly body: ProductFacts;
}

const columns = 'id, enterprise, number, body';

/** Rows of a list, ordered by number; `after` = number and id of the last row shown. */
export const findProducts = (
  manager: EntityManager,
  scope: string | undefined,
  query: ProductQuery,
  after: readonly [string, string] | undefined,
): Promise<ProductRow[]> =>
  manager.query<ProductRow[]>(
    `SELECT ${columns} FROM app.product
     WHERE ($1::text IS NULL OR enterprise = $1) AND ($2::text IS NULL OR enterprise = $2)
       AND ($3::text IS NULL OR (number COLLATE "C", id) > ($3, $4))
       AND ($5::text IS NULL OR number ILIKE $5 OR gtin ILIKE $5
         OR EXISTS (SELECT 1 FROM jsonb_each_text(body -> 'names') n WHERE n.value ILIKE $5))
     ORDER BY number COLLATE "C", id LIMIT $6`,
    [
      scope ?? null,
      query.enterprise ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      likePattern(query.q),
      query.limit + 1,
    ],
  );

/** One product inside a scope. @throws DomainError BT-NOT-FOUND */
export const findProduct = async (
  manager: EntityManager,
  scope: string | undefined,
  id: string,
): Promise<ProductRow> => {
  const [row] = await manager.query<ProductRow[]>(
    `SELECT ${columns} FROM app.product WHERE id = $1 AND ($2::text IS NULL OR enterprise = $2)`,
    [id, scope ?? null],
  );
  if (row === undefined) throw new DomainError('BT-NOT-FOUND', { type: 'product' });
  return row;
};

/**
 * Stores a product. One that the ledger finally refused gives way to a new one of the same number.
 * @throws DomainError BT-PRODUCT-EXISTS when the enterprise has the number or the GTIN already.
 */
export const insertProduct = async (
  manager: EntityManager,
  enterprise: string,
  facts: ProductFacts,
  account: string,
): Promise<void> => {
  const gtin = facts.gtin ?? null;
  await manager.query(
    `DELETE FROM app.product p USING app.outbox_command o
     WHERE p.enterprise = $1 AND (p.number = $2 OR p.gtin = $3)
       AND o.document_type = 'product' AND o.document_id = p.id AND o.state = 'refused'`,
    [enterprise, facts.number, gtin],
  );
  try {
    await manager.query(
      `INSERT INTO app.product (id, enterprise, number, gtin, body, created_by) VALUES ($1, $2, $3, $4, $5, $6)`,
      [facts.id, enterprise, facts.number, gtin, JSON.stringify(facts), account],
    );
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new DomainError('BT-PRODUCT-EXISTS', {
      field: isUniqueViolation(error, 'product_gtin') ? 'gtin' : 'number',
    });
  }
};
