import { DomainError } from '../../errors/index.js';
import type { Jurisdiction } from '../jurisdiction.js';
import { keys, keyText, type LedgerKey } from '../keys.js';
import { codeStatusPageSize, type CodeBlock, type CodeStatus } from '../values/codes.js';
import type { Enterprise, GatewayKey } from '../values/enterprise.js';
import type { Lot, LotHold, LotStatus } from '../values/lot.js';
import type { Parcel } from '../values/parcel.js';
import type { Product } from '../values/product.js';

/** A value of the world state; the key says which noun it is. */
export type LedgerValue =
  Enterprise | GatewayKey | Product | Lot | LotStatus | LotHold | Parcel | CodeBlock | CodeStatus;

/** One net write: `value` undefined deletes; `policy` names the jurisdiction whose peers must endorse later changes. */
export interface LedgerWrite {
  readonly key: LedgerKey;
  readonly value: LedgerValue | undefined;
  readonly policy?: Jurisdiction;
  /** True when the key did not exist before the batch; its policy is still to be set. */
  readonly fresh: boolean;
}

type Draft = Omit<LedgerWrite, 'fresh'>;

/**
 * World state as one batch sees it: values loaded beforehand under an overlay of its own writes, so that a command
 * sees what earlier commands of the batch did. A refused command is rolled back alone.
 */
export class World {
  readonly #loaded: ReadonlyMap<string, LedgerValue | undefined>;
  #kept = new Map<string, Draft>();
  #draft = new Map<string, Draft>();

  /** @param loaded every key the batch may read, by `keyText`; absent keys as `undefined`. */
  constructor(loaded: ReadonlyMap<string, LedgerValue | undefined>) {
    this.#loaded = loaded;
  }

  /** Keeps the writes of the command that just ended. */
  keep(): void {
    for (const [key, write] of this.#draft) this.#kept.set(key, write);
    this.#draft = new Map();
  }

  /** Forgets the writes of the command that was refused. */
  rollBack(): void {
    this.#draft = new Map();
  }

  /** Net writes of the batch: one a key; what was made and used up inside the batch leaves no key. */
  netWrites(): readonly LedgerWrite[] {
    return [...this.#kept.entries()]
      .filter(([text, write]) => write.value !== undefined || this.#loaded.get(text) !== undefined)
      .map(([text, write]) => ({ ...write, fresh: this.#loaded.get(text) === undefined }));
  }

  put(key: LedgerKey, value: LedgerValue, policy?: Jurisdiction): void {
    this.#draft.set(keyText(key), { key, value, ...(policy === undefined ? {} : { policy }) });
  }

  remove(key: LedgerKey): void {
    this.#draft.set(keyText(key), { key, value: undefined });
  }

  #get(key: LedgerKey): LedgerValue | undefined {
    const text = keyText(key);
    const write = this.#draft.get(text) ?? this.#kept.get(text);
    if (write !== undefined) return write.value;
    if (!this.#loaded.has(text)) throw new Error(`key was not loaded: ${text.replaceAll('\u0000', ' ')}`);
    return this.#loaded.get(text);
  }

  enterprise(id: string): Enterprise {
    const found = this.#get(keys.enterprise(id)) as Enterprise | undefined;
    if (found === undefined) throw new DomainError('BT-ENTERPRISE-UNKNOWN', { enterprise: id });
    return found;
  }

  hasEnterprise(id: string): boolean {
    return this.#get(keys.enterprise(id)) !== undefined;
  }

  product(enterprise: string, id: string): Product {
    const found = this.findProduct(enterprise, id);
    if (found === undefined) throw new DomainError('BT-PRODUCT-UNKNOWN', { product: id });
    return found;
  }

  findProduct(enterprise: string, id: string): Product | undefined {
    return this.#get(keys.product(enterprise, id)) as Product | undefined;
  }

  lot(id: string): Lot {
    const found = this.findLot(id);
    if (found === undefined) throw new DomainError('BT-LOT-UNKNOWN', { lot: id });
    return found;
  }

  findLot(id: string): Lot | undefined {
    return this.#get(keys.lot(id)) as Lot | undefined;
  }

  lotStatus(id: string): LotStatus {
    return this.#present(keys.lotStatus(id)) as LotStatus;
  }

  lotHold(id: string, jurisdiction: Jurisdiction): LotHold {
    return this.#present(keys.lotHold(id, jurisdiction)) as LotHold;
  }

  block(locator: string): CodeBlock {
    const found = this.findBlock(locator);
    if (found === undefined) throw new DomainError('BT-BLOCK-UNKNOWN', { locator });
    return found;
  }

  findBlock(locator: string): CodeBlock | undefined {
    return this.#get(keys.codeBlock(locator)) as CodeBlock | undefined;
  }

  codeStatus(locator: string, index: number): CodeStatus {
    const page = Math.floor(index / codeStatusPageSize);
    const found = this.#get(keys.codeStatus(locator, page)) as CodeStatus | undefined;
    return found ?? { v: 1, locator, page, disabled: [] };
  }

  /** Open parcels this batch may take from, in canonical order: those listed, then those made by the batch. */
  parcels(): readonly Parcel[] {
    const texts = new Set([...this.#loaded.keys(), ...this.#kept.keys(), ...this.#draft.keys()]);
    return [...texts]
      .filter((text) => text.startsWith('parcel\u0000'))
      .map(
        (text) => (this.#draft.get(text) ?? this.#kept.get(text) ?? { value: this.#loaded.get(text) }).value,
      )
      .filter((value): value is Parcel => value !== undefined);
  }

  /** True when a parcel the batch wanted to open no longer exists. */
  someParcelGone(): boolean {
    return [...this.#loaded].some(([text, value]) => text.startsWith('parcel\u0000') && value === undefined);
  }

  #present(key: LedgerKey): LedgerValue {
    const found = this.#get(key);
    if (found === undefined)
      throw new DomainError('BT-LOT-UNKNOWN', { lot: key.attributes.slice(0, 2).join('.') });
    return found;
  }
}
