import { Inject, Injectable } from '@nestjs/common';
import {
  itemElement,
  sealRange,
  serialLength,
  serialPrefix,
  textAt,
  toUpperCaseUri,
  type CodeKeys,
} from '@baytrace/domain/codes';
import { DomainError } from '@baytrace/domain/errors';
import type { RangeSet } from '@baytrace/domain/ranges';
import { GatewayConfig } from '../../config/gateway-config.js';
import { nodeBulkCrypto } from '../../platform/bulk-crypto/node-bulk-crypto.js';
import { Transactions } from '../../platform/database/transactions.js';
import { BlockKeys } from '../code-keys/block-keys.service.js';

/** One code as it is printed. */
export interface PrintedCode {
  readonly index: number;
  readonly serial: string;
  /** Canonical element string, without host. */
  readonly element: string;
  /** What the symbol holds: the Digital Link URI in capitals. */
  readonly uri: string;
}

/** Makes the codes of one block from its key; no code is stored anywhere (charter §5). */
export class CodePrinter {
  readonly #elementPrefix: string;
  readonly #uriPrefix: string;

  constructor(
    private readonly keys: CodeKeys,
    readonly gtin: string | undefined,
    host: string,
  ) {
    this.#elementPrefix = serialPrefix(gtin);
    this.#uriPrefix = toUpperCaseUri(host, itemElement('0'.repeat(serialLength), gtin)).slice(
      0,
      -serialLength,
    );
  }

  /** Length of every code's URI, in characters. */
  get uriLength(): number {
    return this.#uriPrefix.length + serialLength;
  }

  /** The codes of a set in ascending order, in portions of at most `size`; memory is that of one portion. */
  *portions(ranges: RangeSet, size = 1024): Generator<readonly PrintedCode[], void, undefined> {
    for (const [from, upto] of ranges) {
      for (let start = from; start < upto; start += size)
        yield this.#codes(start, Math.min(upto, start + size));
    }
  }

  #codes(from: number, upto: number): readonly PrintedCode[] {
    const packed = sealRange(nodeBulkCrypto, this.keys, from, upto);
    return Array.from({ length: upto - from }, (_, at) => {
      const serial = textAt(packed, at);
      return {
        index: from + at,
        serial,
        element: this.#elementPrefix + serial,
        uri: this.#uriPrefix + serial,
      };
    });
  }
}

/** Finds what is needed to print the codes of a block. */
@Injectable()
export class PrintedCodes {
  constructor(
    @Inject(GatewayConfig) private readonly config: GatewayConfig,
    private readonly transactions: Transactions,
    private readonly blockKeys: BlockKeys,
  ) {}

  /** @throws DomainError `BT-BLOCK-UNKNOWN`, `BT-CODE-UNKNOWN` while the block's key is not here yet. */
  async printer(locator: string): Promise<CodePrinter> {
    const [block] = await this.transactions.reader.query<{ gtin: string | null }[]>(
      `SELECT p.gtin FROM app.code_block b
       LEFT JOIN ledger.product p ON p.enterprise = b.enterprise AND p.id = b.product WHERE b.id = $1`,
      [locator],
    );
    if (block === undefined) throw new DomainError('BT-BLOCK-UNKNOWN', { locator });
    return this.printerFor(locator, block.gtin ?? undefined);
  }

  /** The printer of a block whose GTIN is known. @throws DomainError `BT-CODE-UNKNOWN` */
  async printerFor(locator: string, gtin: string | undefined): Promise<CodePrinter> {
    return new CodePrinter(await this.blockKeys.keysOf(locator), gtin, this.config.http.publicHost);
  }
}
