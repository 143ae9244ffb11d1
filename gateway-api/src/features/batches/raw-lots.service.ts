import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Names } from '@baytrace/domain/ledger';
import { formatDecimal } from '@baytrace/domain/quantities';
import { type Account, enterpriseOf } from '../../platform/access/account.js';
import { likePattern } from '../../platform/database/like-pattern.js';
import { Transactions } from '../../platform/database/transactions.js';
import { keyOf, type Page, toPage } from '../../platform/http/paging.js';
import type { RawLot, RawLotQuery } from './raw-lot.schema.js';

interface RawLotRow {
  readonly id: string;
  readonly number: string;
  readonly unit: string;
  readonly scale: number;
  readonly production_date: string;
  readonly expiry_date: string;
  readonly names: Names | null;
  readonly supplier_name: string | null;
  readonly available: string;
  readonly made: readonly { lot: string; number: string; names: Names | null; quantity: string }[];
}

const cursorSchema = z.tuple([z.string(), z.string()]);

/** Raw lots with what lies in the own stock uncoded, not on the way, and what was made of them. */
const select = `
  SELECT l.id, l.number, l.unit, l.scale, l.production_date, l.expiry_date, m.names, s.name AS supplier_name,
    (SELECT coalesce(sum(p.quantity), 0) FROM ledger.parcel p WHERE p.lot = l.id AND p.holder = l.enterprise
       AND p.spent_by IS NULL AND p.transit_to IS NULL AND p.missing_from IS NULL) AS available,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('lot', c.id, 'number', c.number, 'names', r.body->'names',
         'quantity', i.used::text) ORDER BY c.number, c.id), '[]')
     FROM (SELECT child, sum(quantity) AS used FROM ledger.lot_input WHERE parent = l.id GROUP BY child) i
     JOIN ledger.lot c ON c.id = i.child
     LEFT JOIN ledger.product r ON r.enterprise = c.enterprise AND r.id = c.product) AS made
  FROM ledger.lot l LEFT JOIN app.material m ON m.id = l.material LEFT JOIN app.party s ON s.id = l.supplier
  WHERE l.kind = 'raw' AND l.enterprise = $1`;

const viewOf = (row: RawLotRow): RawLot => ({
  lot: row.id,
  materialNames: row.names,
  supplierName: row.supplier_name,
  lotNumber: row.number,
  productionDate: row.production_date,
  expiryDate: row.expiry_date,
  unit: row.unit,
  available: formatDecimal(BigInt(row.available), row.scale),
  batches: row.made.map(({ lot, number, names, quantity }) => ({
    lot,
    lotNumber: number,
    productNames: names,
    quantity: formatDecimal(BigInt(quantity), row.scale),
  })),
});

/** The own raw-material lots, first the one that expires first. */
@Injectable()
export class RawLots {
  constructor(private readonly transactions: Transactions) {}

  async list(account: Account, query: RawLotQuery): Promise<Page<RawLot>> {
    const after = keyOf(query.cursor, cursorSchema);
    const rows = await this.transactions.reader.query<RawLotRow[]>(
      `SELECT * FROM (${select}) raw
       WHERE ($2::text IS NULL OR number ILIKE $2 OR supplier_name ILIKE $2
           OR EXISTS (SELECT 1 FROM jsonb_each_text(names) n WHERE n.value ILIKE $2))
         AND ($3 OR available > 0) AND ($4::text IS NULL OR (expiry_date, id) > ($4, $5))
       ORDER BY expiry_date, id LIMIT $6`,
      [
        ...[enterpriseOf(account), likePattern(query.q), query.stock === 'any'],
        ...[after?.[0] ?? null, after?.[1] ?? null, query.limit + 1],
      ],
    );
    return toPage(rows, query.limit, viewOf, (row) => [row.expiry_date, row.id]);
  }
}
