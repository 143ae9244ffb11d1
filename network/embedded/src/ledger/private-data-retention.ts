import { ledger } from '@hyperledger/fabric-protos';
import type { Definitions } from '../channel/definitions.js';
import { sha256 } from '../cryptography/ecdsa.js';
import type { CommittedPrivateSet, PrivateDataStore } from './private-data-store.js';
import type { StateReader } from './state-database.js';
import { decodeEntry, type Version } from './state-entry.js';
import {
  afterPrefix,
  expiryKey,
  expiryPrefix,
  hashedKey,
  parseExpiryKey,
  privateKey,
  privateWriteKey,
} from './state-keys.js';
import type { ChaincodeEffect } from './transaction.js';
import type { UpdateBatch } from './update-batch.js';

const { KVRWSet } = ledger.rwset.kvrwset;

/** Stored private values that a block removes; carried out when the block is on disk, and again if it is replayed. */
export type Removal = (store: PrivateDataStore) => Promise<void>;

/**
 * Purge and blockToLive of private data: removes values (and, with blockToLive, hashes) from the state, and the values
 * from the store of committed private data (core/ledger/kvledger/txmgmt/pvtstatepurgemgmt, core/ledger/pvtdatastorage).
 */
export class PrivateDataRetention {
  /** First block with which something expires; undefined = not known, to be looked up. */
  #firstExpiry: number | undefined;

  constructor(
    private readonly state: StateReader,
    private readonly definitions: Definitions,
  ) {}

  /**
   * Notes where private values are written and when they expire: blockToLive n of block b ends with block b + n + 1. A
   * metadata write counts as well, since it raises the version (pvtstatepurgemgmt/expiry_schedule_builder.go).
   */
  track(
    effect: ChaincodeEffect,
    sets: readonly CommittedPrivateSet[],
    version: Version,
    batch: UpdateBatch,
  ): void {
    for (const { namespace, collections } of effect.namespaces) {
      for (const { name, set } of collections) {
        const collection = this.definitions.collection(this.state, namespace, name);
        if (!collection || collection.blockToLive === 0) continue;
        const expires = version.block + collection.blockToLive + 1;
        if (this.#firstExpiry !== undefined) this.#firstExpiry = Math.min(this.#firstExpiry, expires);
        for (const write of [...set.getHashedWritesList(), ...set.getMetadataWritesList()]) {
          const keyHash = write.getKeyHash_asU8();
          batch.put(expiryKey(expires, version.block, namespace, name, keyHash), Buffer.alloc(0));
        }
      }
    }
    for (const set of sets) this.#trackValues(set, version, batch);
  }

  /** Adds to the batch what block `number` removes; the removals from the store are returned. */
  async removals(
    number: number,
    effects: ReadonlyMap<number, ChaincodeEffect>,
    batch: UpdateBatch,
  ): Promise<Removal[]> {
    return [...(await this.#purges(number, effects, batch)), ...(await this.#expiries(number, batch))];
  }

  #trackValues(set: CommittedPrivateSet, version: Version, batch: UpdateBatch): void {
    const message = KVRWSet.deserializeBinary(set.bytes);
    for (const write of [...message.getWritesList(), ...message.getMetadataWritesList()]) {
      const key = write.getKey();
      const index = privateWriteKey(
        set.namespace,
        set.collection,
        sha256(Buffer.from(key)),
        version.block,
        version.tx,
      );
      batch.put(index, Buffer.from(key));
    }
  }

  async #purges(
    number: number,
    effects: ReadonlyMap<number, ChaincodeEffect>,
    batch: UpdateBatch,
  ): Promise<Removal[]> {
    const removals: Removal[] = [];
    for (const [tx, { namespaces }] of effects) {
      for (const { namespace, collections } of namespaces) {
        for (const { name: collection, set } of collections) {
          const purged = set.getHashedWritesList().filter((write) => write.getIsPurge());
          for (const write of purged) {
            const keyHash = write.getKeyHash_asU8();
            removals.push(
              ...(await this.#purge(namespace, collection, keyHash, { block: number, tx }, batch)),
            );
          }
        }
      }
    }
    return removals;
  }

  /** Everything written to the key up to the purging transaction, which is part of it (pvtdatastorage/store.go). */
  async #purge(
    namespace: string,
    collection: string,
    keyHash: Uint8Array,
    purging: Version,
    batch: UpdateBatch,
  ): Promise<Removal[]> {
    const removals: Removal[] = [];
    const prefix = privateWriteKey(namespace, collection, keyHash);
    const after = privateWriteKey(namespace, collection, keyHash, purging.block, purging.tx + 1);
    for await (const [index, keyBytes] of batch.scan({ gte: prefix, lt: after })) {
      const block = Number(index.readBigUInt64BE(prefix.length));
      const place = { tx: index.readUInt32BE(prefix.length + 8), namespace, collection };
      const key = keyBytes.toString();
      removals.push(async (store) => {
        const bytes = store.committed(block, place);
        if (bytes) await store.rewrite(block, place, withoutKey(bytes, key));
      });
      this.#deleteValues(namespace, collection, key, batch, purging);
      batch.delete(index);
    }
    return removals;
  }

  async #expiries(number: number, batch: UpdateBatch): Promise<Removal[]> {
    const removals: Removal[] = [];
    if (!(await this.#mayExpire(number, batch))) return removals;
    const prefix = expiryPrefix(number);
    for await (const [entry] of this.state.scan({ gte: prefix, lt: afterPrefix(prefix) })) {
      const { committed, namespace, collection, keyHash } = parseExpiryKey(entry);
      batch.delete(entry);
      await this.#expireState(committed, namespace, collection, keyHash, batch);
      removals.push((store) => store.removeCollection(committed, namespace, collection));
    }
    return removals;
  }

  /** False while nothing at all expires with this block or an earlier one, without looking again at every block. */
  async #mayExpire(number: number, batch: UpdateBatch): Promise<boolean> {
    if (this.#firstExpiry === undefined) {
      this.#firstExpiry = Infinity;
      const all = { gte: expiryPrefix(number), lt: afterPrefix(Buffer.from('e')) };
      for await (const [entry] of batch.scan(all)) {
        this.#firstExpiry = Number(entry.readBigUInt64BE(1));
        break;
      }
    }
    if (number < this.#firstExpiry) return false;
    this.#firstExpiry = undefined;
    return true;
  }

  /**
   * Value and hash go unless this block or a later one has written the key again; a value that is older than its hash
   * goes alone (pvtstatepurgemgmt/purge_mgr.go prepareWorkingsetFor, AddExpiredEntriesToUpdateBatch).
   */
  async #expireState(
    committed: number,
    namespace: string,
    collection: string,
    keyHash: Uint8Array,
    batch: UpdateBatch,
  ): Promise<void> {
    const hashed = hashedKey(namespace, collection, keyHash);
    const isLatest = this.#committedBlock(hashed) === committed;
    if (isLatest && !batch.has(hashed)) batch.delete(hashed);
    const prefix = privateWriteKey(namespace, collection, keyHash);
    for await (const [, keyBytes] of this.state.scan({ gte: prefix, lt: afterPrefix(prefix) })) {
      for (const value of this.#valueKeys(namespace, collection, keyBytes.toString())) {
        if (batch.has(value)) continue;
        if (isLatest || this.#committedBlock(value) === committed) batch.delete(value);
      }
    }
    const index = privateWriteKey(namespace, collection, keyHash, committed);
    for await (const [key] of this.state.scan({ gte: index, lt: afterPrefix(index) })) batch.delete(key);
  }

  /** Values older than the purge go, also those of this block. */
  #deleteValues(
    namespace: string,
    collection: string,
    key: string,
    batch: UpdateBatch,
    purging: Version,
  ): void {
    for (const value of this.#valueKeys(namespace, collection, key)) {
      const version = batch.has(value) ? batch.entry(value)?.version : undefined;
      const isNewer = version?.block === purging.block && version.tx > purging.tx;
      if (!isNewer) batch.delete(value);
    }
  }

  /** State keys of a private value at the member organisations. */
  #valueKeys(namespace: string, collection: string, key: string): Buffer[] {
    const members = this.definitions.collection(this.state, namespace, collection)?.members ?? [];
    return members.map((mspId) => privateKey(mspId, namespace, collection, key));
  }

  #committedBlock(key: Buffer): number | undefined {
    return decodeEntry(this.state.get(key))?.version.block;
  }
}

/** The KVRWSet without one key; an empty one is delivered like any other (pvtdatastorage/store.go removePurgedData…). */
function withoutKey(bytes: Uint8Array, key: string): Uint8Array {
  const set = KVRWSet.deserializeBinary(bytes);
  set.setWritesList(set.getWritesList().filter((write) => write.getKey() !== key));
  return set.serializeBinary();
}
