import { Injectable } from '@nestjs/common';
import { identifyItem, parseScan, readLocator, type ItemElement } from '@baytrace/domain/codes';
import { DomainError } from '@baytrace/domain/errors';
import { nodeBulkCrypto } from '../../platform/bulk-crypto/node-bulk-crypto.js';
import { Transactions } from '../../platform/database/transactions.js';
import { BlockKeys } from './block-keys.service.js';
import { blocksOf, disabledOf, placesOf, type BlockRow, type CodePlace } from './code-places.js';

export type { CodeIndex } from './code-places.js';

/** A genuine item code and where it is. */
export interface ResolvedCode {
  readonly element: ItemElement;
  readonly locator: string;
  readonly index: number;
  readonly block: BlockRow;
  readonly disabled: boolean;
  /** `undefined` while the index has not seen the code's place yet. */
  readonly place: CodePlace | undefined;
}

interface Identified {
  readonly element: ItemElement;
  readonly locator: string;
  readonly index: number;
  readonly block: BlockRow;
}

const itemOf = (text: string): ItemElement => {
  const { element } = parseScan(text);
  if (element.kind !== 'item')
    throw new DomainError('BT-CODE-INVALID', { reason: `no item code: ${element.kind}` });
  return element;
};

const refusalOr = <T>(work: () => T): T | DomainError => {
  try {
    return work();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
};

/** Reads scanned texts: parse, unseal, block, place. A code has no row of its own anywhere (charter §5). */
@Injectable()
export class CodeReader {
  constructor(
    private readonly transactions: Transactions,
    private readonly blockKeys: BlockKeys,
  ) {}

  /** @throws DomainError `BT-CODE-INVALID`, `BT-CODE-FORGED`, `BT-CODE-OTHER-PRODUCT`, `BT-CODE-UNKNOWN` (not known here yet) */
  async resolve(text: string): Promise<ResolvedCode> {
    const [found] = await this.resolveMany([text]);
    if (found === undefined) throw new Error('no answer for a code');
    if (found instanceof DomainError) throw found;
    return found;
  }

  /** Resolves thousands of codes with a few queries; each answer is the code or its refusal, in the order asked. */
  async resolveMany(texts: readonly string[]): Promise<readonly (ResolvedCode | DomainError)[]> {
    const manager = this.transactions.reader;
    const items = texts.map((text) => refusalOr(() => itemOf(text)));
    const locators = [
      ...new Set(items.flatMap((i) => (i instanceof DomainError ? [] : [readLocator(i.serial)]))),
    ];
    const blocks = await blocksOf(manager, locators);
    const identify = await this.#identifierOf(locators, blocks);
    const identified = items.map((item) => (item instanceof DomainError ? item : identify(item)));
    const genuine = identified.filter((i): i is Identified => !(i instanceof DomainError));
    const places = await placesOf(manager, genuine);
    const disabled = await disabledOf(manager, locators);
    const resolved = new Map<Identified, ResolvedCode>();
    for (const [at, code] of genuine.entries()) {
      const stopped = (disabled.get(code.locator) ?? []).some(
        ([from, upto]) => from <= code.index && code.index < upto,
      );
      resolved.set(code, { ...code, disabled: stopped, place: places[at] });
    }
    return identified.map((i) =>
      i instanceof DomainError ? i : (resolved.get(i) ?? new DomainError('BT-CODE-UNKNOWN')),
    );
  }

  async #identifierOf(
    locators: readonly string[],
    blocks: ReadonlyMap<string, BlockRow>,
  ): Promise<(element: ItemElement) => Identified | DomainError> {
    const keys = new Map(
      await Promise.all(
        locators.map(async (locator) => [locator, await this.#keysOrRefusal(locator)] as const),
      ),
    );
    return (element) => {
      const locator = readLocator(element.serial);
      const block = blocks.get(locator);
      const codeKeys = keys.get(locator);
      if (block === undefined || codeKeys === undefined)
        return new DomainError('BT-CODE-UNKNOWN', { locator });
      if (codeKeys instanceof DomainError) return codeKeys;
      const facts = {
        locator,
        level: block.level,
        count: block.count,
        ...(block.gtin === null ? {} : { gtin: block.gtin }),
      };
      return refusalOr(() => ({
        element,
        locator,
        block,
        index: identifyItem(nodeBulkCrypto, codeKeys, facts, element),
      }));
    };
  }

  async #keysOrRefusal(locator: string): Promise<Awaited<ReturnType<BlockKeys['keysOf']>> | DomainError> {
    try {
      return await this.blockKeys.keysOf(locator);
    } catch (error) {
      if (error instanceof DomainError) return error;
      throw error;
    }
  }
}
