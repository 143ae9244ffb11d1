import type { EntityManager } from 'typeorm';
import type { BatchView } from './batch.schema.js';
import type { BatchRow } from './batch.rows.js';

type Counts = BatchView['codes'];

interface CountRow {
  readonly id: string;
  readonly n: string;
}

const byId = (rows: readonly CountRow[]): ReadonlyMap<string, number> =>
  new Map(rows.map(({ id, n }) => [id, Number(n)]));

/** Codes of batches: issued and drawn ones by product, assigned ones by lot (also after the goods were sold). */
export const codesOfBatches = async (
  manager: EntityManager,
  batches: readonly BatchRow[],
): Promise<(batch: BatchRow) => Counts> => {
  const products = [...new Set(batches.map((batch) => batch.product))];
  const lots = batches.flatMap(({ lot }) => (lot === null ? [] : [lot]));
  const issued = byId(
    await manager.query<CountRow[]>(
      'SELECT product AS id, sum(count) AS n FROM ledger.code_block WHERE product = ANY($1) GROUP BY 1',
      [products],
    ),
  );
  const drawn = byId(
    await manager.query<CountRow[]>(
      `SELECT b.product AS id, sum(r.upto - r."from") AS n FROM ledger.code_block b
       JOIN ledger.code_range r ON r.locator = b.locator JOIN ledger.parcel p ON p.id = r.parcel AND p.kind = 'drawn'
       WHERE b.product = ANY($1) GROUP BY 1`,
      [products],
    ),
  );
  const assigned = byId(
    await manager.query<CountRow[]>(
      `SELECT lot AS id, sum(n) AS n FROM (
         SELECT p.lot, r.upto - r."from" AS n FROM ledger.parcel p JOIN ledger.code_range r ON r.parcel = p.id
         WHERE p.lot = ANY($1) AND p.spent_by IS NULL
         UNION ALL
         SELECT x.lot, r.upto - r."from" FROM ledger.exit x
         JOIN LATERAL jsonb_array_elements(x.codes) c ON true
         JOIN ledger.code_range r ON r.locator = c->>'locator' AND r.exit = x.id WHERE x.lot = ANY($1)) placed
       GROUP BY 1`,
      [lots],
    ),
  );
  return ({ product, lot }) => ({
    issued: issued.get(product) ?? 0,
    drawn: drawn.get(product) ?? 0,
    assigned: lot === null ? 0 : (assigned.get(lot) ?? 0),
  });
};
