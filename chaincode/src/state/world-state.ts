import { DomainError } from '@baytrace/domain/errors';
import {
  canonicalJson,
  type Json,
  type LedgerKey,
  type LedgerValue,
  type LedgerWrite,
} from '@baytrace/domain/ledger';
import type { Jurisdiction } from '@baytrace/domain/ledger';
import type { ChaincodeStub } from 'fabric-shim';
import { guardPolicy } from './guard-policy.js';

/** Most bytes of one value (charter §4, Limits). */
export const valueLimit = 1_000_000;

const encode = (key: LedgerKey, value: unknown): Uint8Array => {
  const bytes = new TextEncoder().encode(canonicalJson(value as Json));
  if (bytes.length > valueLimit)
    throw new DomainError('BT-LIMIT', { limit: `bytes of a ${key.type}`, most: valueLimit });
  return bytes;
};

/** A value of a version this release does not know stops the transaction instead of being misread. */
const decodeValue = (key: LedgerKey, text: string): LedgerValue => {
  const value = JSON.parse(text) as { readonly v: number };
  if (value.v !== 1) throw new Error(`${key.type} has unknown version ${value.v}`);
  return value as LedgerValue;
};

/** Reads and writes of public state under composite keys. */
export class WorldState {
  readonly #stub: ChaincodeStub;

  constructor(stub: ChaincodeStub) {
    this.#stub = stub;
  }

  keyOf(key: LedgerKey): string {
    return this.#stub.createCompositeKey(key.type, [...key.attributes]);
  }

  /** Committed value as text, or `undefined` where the key is absent. */
  async readText(key: LedgerKey): Promise<string | undefined> {
    const bytes = await this.#stub.getState(this.keyOf(key));
    return bytes.length === 0 ? undefined : new TextDecoder().decode(bytes);
  }

  /** Committed value; every value carries its version `v`, and this release reads version 1. */
  async read(key: LedgerKey): Promise<LedgerValue | undefined> {
    const text = await this.readText(key);
    return text === undefined ? undefined : decodeValue(key, text);
  }

  /** @throws DomainError `BT-LIMIT` for a value over {@link valueLimit} bytes. */
  async put(key: LedgerKey, value: unknown): Promise<void> {
    await this.#stub.putState(this.keyOf(key), encode(key, value));
  }

  /** Applies one net write; a fresh key with a policy is guarded by peers of that jurisdiction (key-level endorsement). */
  async write({ key, value, policy, fresh }: LedgerWrite): Promise<void> {
    if (value === undefined) {
      await this.#stub.deleteState(this.keyOf(key));
      return;
    }
    await this.put(key, value);
    if (policy !== undefined && fresh) await this.#guard(key, policy);
  }

  async #guard(key: LedgerKey, jurisdiction: Jurisdiction): Promise<void> {
    await this.#stub.setStateValidationParameter(this.keyOf(key), guardPolicy(jurisdiction));
  }
}
