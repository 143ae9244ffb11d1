import type { Names } from '@baytrace/domain/ledger';
import type { UnitSymbol } from '@baytrace/domain/quantities';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { likePattern } from '../../platform/database/like-pattern.js';
import { keyOf } from '../../platform/http/paging.js';
import type { StockQuery, StockRow } from './stock.schema.js';

type Stop = StockRow['holds']['GD'];

/** Stock of one lot at one holder, in ledger steps. */
export interface LotStock {
  readonly holder: string;
  readonly lot: string;
  readonly enterprise: string;
  readonly kind: StockRow['kind'];
  readonly product: string | null;
  readonly material: string | null;
  readonly names: Names | null;
  readonly number: string;
  readonly production_date: string;
  readonly expiry_date: string;
  readonly unit: UnitSymbol;
  readonly scale: number;
  readonly status: StockRow['holds']['producer'];
  readonly hold_gd: Stop;
  readonly hold_hk: Stop;
  readonly hold_mo: Stop;
  readonly coded: string;
  readonly uncoded: string;
  readonly slack: string;
  readonly transit_in: string;
  readonly transit_out: string;
}

/** Whose stock: of one enterprise, or of all of a jurisdiction, perhaps narrowed to one (regulators). */
export interface HolderScope {
  readonly enterprise: string | null;
  readonly jurisdiction: string | null;
}

/**
 * Open parcels summed by holder and lot; what is on its way to somebody counts at the receiver too. Names of raw
 * lots are home data of their owner.
 */
const select = `
  WITH scope AS (
    SELECT id FROM ledger.enterprise WHERE ($1::text IS NULL OR id = $1) AND ($2::text IS NULL OR jurisdiction = $2)),
  sums AS (
    SELECT holder, lot, sum(coded) AS coded, sum(uncoded) AS uncoded, sum(slack) AS slack,
      sum(transit_in) AS transit_in, sum(transit_out) AS transit_out
    FROM (
      SELECT holder, lot,
        CASE WHEN transit_to IS NULL AND codes <> '[]' THEN quantity ELSE 0 END AS coded,
        CASE WHEN transit_to IS NULL AND codes = '[]' THEN quantity ELSE 0 END AS uncoded,
        CASE WHEN transit_to IS NULL THEN slack ELSE 0 END AS slack, 0 AS transit_in,
        CASE WHEN transit_to IS NULL THEN 0 ELSE quantity END AS transit_out
      FROM ledger.parcel WHERE spent_by IS NULL AND kind = 'goods' AND holder IN (SELECT id FROM scope)
      UNION ALL
      SELECT transit_to, lot, 0, 0, 0, quantity, 0
      FROM ledger.parcel WHERE spent_by IS NULL AND transit_to IN (SELECT id FROM scope)) p
    GROUP BY holder, lot)
  SELECT s.*, l.enterprise, l.kind, l.product, l.material, coalesce(p.body -> 'names', m.names) AS names, l.number,
    l.production_date, l.expiry_date, l.unit, l.scale, l.status, l.hold_gd, l.hold_hk, l.hold_mo
  FROM sums s JOIN ledger.lot l ON l.id = s.lot
  LEFT JOIN ledger.product p ON p.enterprise = l.enterprise AND p.id = l.product
  LEFT JOIN app.material m ON m.enterprise = l.enterprise AND m.id = l.material`;

const cursorSchema = z.tuple([z.string().max(10), z.string().max(100), z.string().max(26)]);

/** What expires first comes first; one row more than asked for. */
export const listStock = (
  manager: EntityManager,
  scope: HolderScope,
  query: StockQuery,
): Promise<readonly LotStock[]> => {
  const [expiry, lot, holder] = keyOf(query.cursor, cursorSchema) ?? [null, null, null];
  return manager.query<LotStock[]>(
    `${select}
     WHERE ($3::text IS NULL OR l.number ILIKE $3 OR EXISTS (
         SELECT 1 FROM jsonb_each_text(coalesce(p.body -> 'names', m.names)) n WHERE n.value ILIKE $3))
       AND ($4::text IS NULL OR l.product = $4)
       AND ($5::text IS NULL OR (l.expiry_date, s.lot, s.holder) > ($5, $6, $7))
     ORDER BY l.expiry_date, s.lot, s.holder LIMIT $8`,
    [
      scope.enterprise,
      scope.jurisdiction,
      likePattern(query.q),
      query.product ?? null,
      expiry,
      lot,
      holder,
      query.limit + 1,
    ],
  );
};

/** Sort key of a stock row in lists. */
export const stockKey = (row: LotStock): readonly string[] => [row.expiry_date, row.lot, row.holder];
