import { sha256 } from '../cryptography/ecdsa.js';
import { definitionKeys, sequenceKey, LIFECYCLE, type Collection } from '../channel/chaincode-definition.js';
import type { Definitions } from '../channel/definitions.js';
import { decodeEntry, type StateEntry, type Version } from '../ledger/state-entry.js';
import { hashedKey, privateKey, publicKey } from '../ledger/state-keys.js';
import type { StateView } from '../ledger/state-database.js';
import { keyWithin, namespaceRange, privateRange } from '../ledger/state-range.js';
import { PURGE, ReadWriteSet, type Metadata, RecordedRange, type WrittenValue } from './read-write-set.js';

/** A state call of a chaincode was refused; the text goes to the chaincode. */
export class StateCallError extends Error {
  override readonly name = 'StateCallError';
}

/** One key and value of a range. */
export interface KeyValue {
  readonly key: string;
  readonly value: Uint8Array;
}

/**
 * One transaction's view of a peer: reads see the committed state at the peer's height and never the transaction's own
 * writes; reads and writes are recorded (core/ledger/kvledger/txmgmt/txmgr/{query_executor,tx_simulator}.go).
 */
export class TransactionSimulator {
  readonly recorded = new ReadWriteSet();
  #writePerformed = false;
  #privateQueryPerformed = false;
  #paginatedQueryPerformed = false;

  constructor(
    readonly view: StateView,
    private readonly definitions: Definitions,
    private readonly mspId: string,
    private readonly txId: string,
  ) {}

  /** Every call of a chaincode reads its sequence number, so that an upgrade invalidates it. */
  readSequence(chaincode: string): void {
    this.getState(LIFECYCLE, sequenceKey(chaincode));
  }

  getState(namespace: string, key: string): Uint8Array | undefined {
    return this.#read(namespace, key)?.value;
  }

  getMetadata(namespace: string, key: string): Metadata {
    return this.#read(namespace, key)?.metadata ?? new Map();
  }

  setState(namespace: string, key: string, value: Uint8Array | null): void {
    this.#beforeWrite();
    this.recorded.namespace(namespace).writes.set(key, value);
  }

  setMetadata(namespace: string, key: string, metadata: Metadata): void {
    this.#beforeWrite();
    this.recorded.namespace(namespace).metadataWrites.set(key, metadata);
  }

  getPrivateData(namespace: string, collection: string, key: string): Uint8Array | undefined {
    this.#collection(namespace, collection);
    const hash = this.#hashedEntry(namespace, collection, key);
    const own = decodeEntry(this.view.get(privateKey(this.mspId, namespace, collection, key)));
    if (own?.version.block !== hash?.version.block || own?.version.tx !== hash?.version.tx) {
      throw new StateCallError(
        'private data matching public hash version is not available. ' +
          `Public hash version = ${versionText(hash)}, Private data version = ${versionText(own)}`,
      );
    }
    const record = this.recorded.namespace(namespace).collection(collection);
    record.reads.set(key, hash?.version);
    record.privateRead = true;
    return own?.value;
  }

  getPrivateDataHash(namespace: string, collection: string, key: string): Uint8Array | undefined {
    return this.#readHashed(namespace, collection, key)?.value;
  }

  getPrivateMetadata(namespace: string, collection: string, key: string): Metadata {
    return this.#readHashed(namespace, collection, key)?.metadata ?? new Map();
  }

  setPrivateData(namespace: string, collection: string, key: string, value: Uint8Array | null): void {
    this.#writePrivate(namespace, collection, key, value);
  }

  purgePrivateData(namespace: string, collection: string, key: string): void {
    this.#writePrivate(namespace, collection, key, PURGE);
  }

  setPrivateMetadata(namespace: string, collection: string, key: string, metadata: Metadata): void {
    this.#collection(namespace, collection);
    this.#beforeWrite();
    this.recorded.namespace(namespace).collection(collection).metadataWrites.set(key, metadata);
  }

  /** The collection's definition; undefined when the chaincode has no such collection. */
  collection(namespace: string, name: string): Collection | undefined {
    for (const key of definitionKeys(namespace)) this.getState(LIFECYCLE, key);
    return this.definitions.collection(this.view, namespace, name);
  }

  /**
   * A range of public keys; start inclusive, end exclusive, empty = open. Recorded for the phantom check as it is read.
   * @param pageSize a page of so many keys (0 = all); one key more is given as the bookmark and not recorded
   */
  async *range(
    namespace: string,
    start: string,
    end: string,
    pageSize?: number,
  ): AsyncGenerator<KeyValue, void, undefined> {
    if (pageSize !== undefined) this.#beforePaginatedQuery();
    const recorded = new RecordedRange(start);
    this.recorded.namespace(namespace).ranges.push(recorded);
    const prefix = publicKey(namespace, '');
    let remaining = pageSize === undefined || pageSize === 0 ? Infinity : pageSize;
    for await (const [bytes, stored] of this.view.scan(namespaceRange(namespace, start, end))) {
      const entry = decodeEntry(stored);
      if (!entry) continue;
      const key = keyWithin(prefix, bytes);
      if (remaining > 0) {
        recorded.results.add(key, entry.version);
        recorded.end = key;
      }
      yield { key, value: entry.value };
      if (remaining === 0) return;
      remaining -= 1;
    }
    if (remaining === 0) return;
    recorded.exhausted = true;
    recorded.end = end;
  }

  /** A range of private keys on a member's peer. Not protected against phantoms, so only allowed in read-only transactions. */
  async *privateRange(
    namespace: string,
    collection: string,
    start: string,
    end: string,
  ): AsyncGenerator<KeyValue, void, undefined> {
    this.#beforePrivateQuery();
    this.#collection(namespace, collection);
    const prefix = privateKey(this.mspId, namespace, collection, '');
    const bounds = privateRange(this.mspId, namespace, collection, start, end);
    for await (const [bytes, stored] of this.view.scan(bounds)) {
      const entry = decodeEntry(stored);
      if (entry) yield { key: keyWithin(prefix, bytes), value: entry.value };
    }
  }

  #read(namespace: string, key: string): StateEntry | undefined {
    const entry = decodeEntry(this.view.get(publicKey(namespace, key)));
    this.recorded.namespace(namespace).reads.set(key, entry?.version);
    return entry;
  }

  #readHashed(namespace: string, collection: string, key: string): StateEntry | undefined {
    this.#collection(namespace, collection);
    const entry = this.#hashedEntry(namespace, collection, key);
    this.recorded.namespace(namespace).collection(collection).reads.set(key, entry?.version);
    return entry;
  }

  #hashedEntry(namespace: string, collection: string, key: string): StateEntry | undefined {
    return decodeEntry(this.view.get(hashedKey(namespace, collection, sha256(Buffer.from(key)))));
  }

  #writePrivate(namespace: string, collection: string, key: string, value: WrittenValue): void {
    this.#collection(namespace, collection);
    this.#beforeWrite();
    this.recorded.namespace(namespace).collection(collection).writes.set(key, value);
  }

  #collection(namespace: string, name: string): Collection {
    const collection = this.collection(namespace, name);
    if (collection) return collection;
    throw new StateCallError(
      `collection [${name}] not defined in the collection config for chaincode [${namespace}]`,
    );
  }

  #beforeWrite(): void {
    if (this.#privateQueryPerformed) {
      throw this.#unsupported(
        'Transaction has already performed queries on pvt data. Writes are not allowed',
      );
    }
    if (this.#paginatedQueryPerformed) {
      throw this.#unsupported('Transaction has already performed a paginated query. Writes are not allowed');
    }
    this.#writePerformed = true;
  }

  #beforePrivateQuery(): void {
    if (this.#writePerformed) {
      throw this.#unsupported('Queries on pvt data is supported only in a read-only transaction');
    }
    this.#privateQueryPerformed = true;
  }

  #beforePaginatedQuery(): void {
    if (this.#writePerformed) {
      throw this.#unsupported('Paginated queries are supported only in a read-only transaction');
    }
    this.#paginatedQueryPerformed = true;
  }

  /** "unsuppored" is Fabric's own spelling. */
  #unsupported(reason: string): StateCallError {
    return new StateCallError(`txid [${this.txId}]: unsuppored transaction. ${reason}`);
  }
}

function versionText(entry: { readonly version: Version } | undefined): string {
  return entry ? `{BlockNum: ${entry.version.block}, TxNum: ${entry.version.tx}}` : '<nil>';
}
