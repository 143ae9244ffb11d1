import { Injectable } from '@nestjs/common';
import type { UnitsPerCode } from '@baytrace/domain/ledger';
import { Transactions } from '../../platform/database/transactions.js';
import type { HeldGoods } from './assemble-goods.js';

/** What an enterprise has in stock, and what a code stands for. */
@Injectable()
export class HeldGoodsReader {
  constructor(private readonly transactions: Transactions) {}

  /** Own stock by lot, without what is on the way. */
  async of(enterprise: string, lots: readonly string[]): Promise<ReadonlyMap<string, HeldGoods>> {
    const rows = await this.transactions.reader.query<{ lot: string; coded: string; uncoded: string }[]>(
      `SELECT lot, coalesce(sum(quantity) FILTER (WHERE codes <> '[]'), 0) AS coded,
         coalesce(sum(quantity) FILTER (WHERE codes = '[]'), 0) AS uncoded
       FROM ledger.parcel WHERE lot = ANY($1) AND holder = $2 AND kind = 'goods' AND spent_by IS NULL
         AND transit_to IS NULL AND missing_from IS NULL GROUP BY lot`,
      [[...new Set(lots)], enterprise],
    );
    return new Map(rows.map((r) => [r.lot, { coded: BigInt(r.coded), uncoded: BigInt(r.uncoded) }]));
  }

  /** Lot quantity that one code of each block stands for. */
  async unitsPerCode(locators: readonly string[]): Promise<UnitsPerCode> {
    const rows = await this.transactions.reader.query<{ locator: string; units_per_code: string }[]>(
      'SELECT locator, units_per_code FROM ledger.code_block WHERE locator = ANY($1)',
      [[...new Set(locators)]],
    );
    const units = new Map(rows.map((row) => [row.locator, BigInt(row.units_per_code)]));
    return (locator) => units.get(locator) ?? 1n;
  }
}
