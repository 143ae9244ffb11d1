import type { Names } from '@baytrace/domain/ledger';
import type { EntityManager } from 'typeorm';

/** What a job is about: the product of the block, and the goods of the lot that bear no code yet. */
export interface GoodsForJob {
  readonly product: string;
  readonly names: Names;
  readonly units_per_code: string;
  /** Product of the lot; null when the enterprise has no such lot. */
  readonly lot_product: string | null;
  /** In the smallest step of the unit. */
  readonly uncoded: string;
}

/** `undefined` when the enterprise has no such block on the ledger. */
export const goodsForJob = async (
  manager: EntityManager,
  enterprise: string,
  locator: string,
  lot: string,
): Promise<GoodsForJob | undefined> => {
  const [row] = await manager.query<GoodsForJob[]>(
    `SELECT b.product, p.body->'names' AS names, b.units_per_code, l.product AS lot_product,
       (SELECT coalesce(sum(g.quantity), 0) FROM ledger.parcel g WHERE g.lot = l.id AND g.holder = b.enterprise
          AND g.spent_by IS NULL AND g.transit_to IS NULL AND g.missing_from IS NULL AND g.anchor IS NULL
          AND g.codes = '[]') AS uncoded
     FROM ledger.code_block b JOIN ledger.product p ON p.enterprise = b.enterprise AND p.id = b.product
     LEFT JOIN ledger.lot l ON l.id = $3 AND l.enterprise = b.enterprise
     WHERE b.locator = $1 AND b.enterprise = $2`,
    [locator, enterprise, lot],
  );
  return row;
};
