import { Injectable } from '@nestjs/common';
import type { Names } from '@baytrace/domain/ledger';
import type { UnitSymbol } from '@baytrace/domain/quantities';
import { Transactions } from '../../platform/database/transactions.js';

/** What a line says of its product. */
export interface LineProduct {
  readonly id: string;
  readonly names: Names;
  readonly unit: UnitSymbol;
  readonly scale: number;
}

/** Products that lines name; an own product comes before one of the same id of somebody else. */
@Injectable()
export class ProductsOfLines {
  constructor(private readonly transactions: Transactions) {}

  async of(
    enterprise: string | null,
    products: readonly string[],
  ): Promise<ReadonlyMap<string, LineProduct>> {
    if (products.length === 0) return new Map();
    const rows = await this.transactions.reader.query<LineProduct[]>(
      `SELECT DISTINCT ON (id) id, body -> 'names' AS names, body ->> 'unit' AS unit, (body ->> 'scale')::int AS scale
       FROM ledger.product WHERE id = ANY($1) ORDER BY id, (enterprise = $2) DESC NULLS LAST, enterprise`,
      [[...new Set(products)], enterprise],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
}
