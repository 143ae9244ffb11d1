import { DomainError } from '../errors/index.js';
import type { BulkCrypto } from './bulk-crypto.js';
import type { CodeKeys } from './code-keys.js';
import type { ItemElement } from './element-string.js';
import { unseal } from './sealed-serial.js';

/** What the ledger knows of a code block, as far as a scanned code can contradict it. */
export interface CodeBlockIdentity {
  /** Six base-32 digits. */
  readonly locator: string;
  /** GTIN-14 printed on its codes; absent where they are `/T/` codes. */
  readonly gtin?: string | undefined;
  /** `item`, `case`, … */
  readonly level: string;
  /** Codes in the block. */
  readonly count: number;
}

const checkProduct = (block: CodeBlockIdentity, element: ItemElement): void => {
  if (element.form !== 'bare' && element.gtin !== block.gtin) {
    throw new DomainError('BT-CODE-OTHER-PRODUCT', { locator: block.locator, reason: 'gtin' });
  }
};

/**
 * The index of a scanned item in its block, after everything that can be wrong with it was checked: sealed by the
 * block's key, index below the count, GTIN (or its absence) and level those of the block. A bare serial
 * carries no GTIN, so none is compared.
 * @param level the level that the act at hand expects; omitted: any
 * @throws DomainError `BT-CODE-INVALID`, `BT-CODE-FORGED` with `reason` tag | locator | index, `BT-CODE-OTHER-PRODUCT` with `reason` gtin | level
 */
export const identifyItem = (
  crypto: BulkCrypto,
  keys: CodeKeys,
  block: CodeBlockIdentity,
  element: ItemElement,
  level?: string,
): number => {
  if (keys.locator !== block.locator) throw new DomainError('BT-CODE-FORGED', { reason: 'locator' });
  const { index } = unseal(crypto, keys, element.serial);
  if (index >= block.count) throw new DomainError('BT-CODE-FORGED', { reason: 'index' });
  checkProduct(block, element);
  if (level !== undefined && level !== block.level) {
    throw new DomainError('BT-CODE-OTHER-PRODUCT', { locator: block.locator, reason: 'level' });
  }
  return index;
};
