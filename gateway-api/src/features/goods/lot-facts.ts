import { Injectable } from '@nestjs/common';
import { namesSchema, type Names } from '@baytrace/domain/ledger';
import { unitSchema, type UnitSymbol } from '@baytrace/domain/quantities';
import { z } from 'zod';
import { Transactions } from '../../platform/database/transactions.js';

/** What every document says of a lot beside a quantity: product name, batch, production date, validity (R-4.2.3c). */
export interface LotFacts {
  readonly lot: string;
  readonly enterprise: string;
  readonly product: string | null;
  readonly names: Names | null;
  readonly lotNumber: string;
  readonly productionDate: string;
  readonly expiryDate: string;
  readonly unit: UnitSymbol;
  readonly scale: number;
}

/** Members of a goods line that come from its lot; spread into the schemas of documents. */
export const lotShape = {
  lot: z.string(),
  product: z.string().nullable(),
  productNames: namesSchema.nullable(),
  lotNumber: z.string(),
  productionDate: z.string(),
  expiryDate: z.string(),
  unit: unitSchema,
};

/** {@link lotShape} of a lot. */
export const lotMembers = (
  facts: LotFacts,
): { readonly [K in keyof typeof lotShape]: z.infer<(typeof lotShape)[K]> } => ({
  lot: facts.lot,
  product: facts.product,
  productNames: facts.names,
  lotNumber: facts.lotNumber,
  productionDate: facts.productionDate,
  expiryDate: facts.expiryDate,
  unit: facts.unit,
});

/** Lots as the ledger has them, with the names of their products. */
@Injectable()
export class LotReader {
  constructor(private readonly transactions: Transactions) {}

  /** Facts by lot id; lots that the ledger does not have are absent. */
  async of(lots: readonly string[]): Promise<ReadonlyMap<string, LotFacts>> {
    if (lots.length === 0) return new Map();
    const rows = await this.transactions.reader.query<LotFacts[]>(
      `SELECT l.id AS lot, l.enterprise, l.product, p.body -> 'names' AS names, l.number AS "lotNumber",
         l.production_date AS "productionDate", l.expiry_date AS "expiryDate", l.unit, l.scale
       FROM ledger.lot l LEFT JOIN ledger.product p ON p.enterprise = l.enterprise AND p.id = l.product
       WHERE l.id = ANY($1)`,
      [[...new Set(lots)]],
    );
    return new Map(rows.map((row) => [row.lot, row]));
  }
}
