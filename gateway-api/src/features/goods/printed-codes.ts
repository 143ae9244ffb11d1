import { Inject, Injectable } from '@nestjs/common';
import { sealRange, serialPrefix, textAt } from '@baytrace/domain/codes';
import type { Codes } from '@baytrace/domain/ledger';
import { nodeBulkCrypto } from '../../platform/bulk-crypto/node-bulk-crypto.js';
import { Transactions } from '../../platform/database/transactions.js';
import { BlockKeys } from '../code-keys/block-keys.service.js';

/** Writes stored ranges as the codes that stand on the goods, as element strings without host. */
@Injectable()
export class PrintedCodes {
  constructor(
    @Inject(BlockKeys) private readonly blockKeys: BlockKeys,
    private readonly transactions: Transactions,
  ) {}

  /** Element strings in block and index order. @throws DomainError `BT-CODE-UNKNOWN` while a block's key is not here. */
  async of(codes: Codes): Promise<readonly string[]> {
    const gtins = await this.#gtins(codes.map(({ locator }) => locator));
    const texts: string[] = [];
    for (const { locator, ranges } of codes) {
      const keys = await this.blockKeys.keysOf(locator);
      for (const [from, upto] of ranges) {
        const packed = sealRange(nodeBulkCrypto, keys, from, upto, serialPrefix(gtins.get(locator)));
        for (let at = 0; at < upto - from; at += 1) texts.push(textAt(packed, at));
      }
    }
    return texts;
  }

  async #gtins(locators: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (locators.length === 0) return new Map();
    const rows = await this.transactions.reader.query<{ locator: string; gtin: string }[]>(
      `SELECT b.locator, p.gtin FROM ledger.code_block b
       JOIN ledger.product p ON p.enterprise = b.enterprise AND p.id = b.product
       WHERE b.locator = ANY($1) AND p.gtin IS NOT NULL`,
      [locators],
    );
    return new Map(rows.map((row) => [row.locator, row.gtin]));
  }
}
