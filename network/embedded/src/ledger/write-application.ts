import { ledger } from '@hyperledger/fabric-protos';
import type {
  KVMetadataEntry,
  KVWrite,
  KVWriteHash,
} from '@hyperledger/fabric-protos/lib/ledger/rwset/kvrwset/kv_rwset_pb.js';
import { sha256 } from '../cryptography/ecdsa.js';
import type { Definitions } from '../channel/definitions.js';
import type { CommittedUpdates, UpdatedKey } from './commit-hash.js';
import type { CommittedPrivateSet } from './private-data-store.js';
import type { StateReader } from './state-database.js';
import { encodeEntry, type StateEntry, type Version } from './state-entry.js';
import { hashedKey, historyKey, privateKey, publicKey } from './state-keys.js';
import type { NamespaceSet } from './transaction.js';
import type { UpdateBatch } from './update-batch.js';

const { KVRWSet } = ledger.rwset.kvrwset;
const EMPTY_HASH = sha256();
const NO_METADATA: ReadonlyMap<string, Uint8Array> = new Map();

/** What a block changes: the database batch and what of it the commit hash covers. */
export interface BlockUpdates {
  readonly batch: UpdateBatch;
  readonly committed: CommittedUpdates;
}

/** A place in the state that has a version, and its key there. */
interface Target extends UpdatedKey {
  readonly stateKey: Buffer;
}

/**
 * Applies the writes of one valid transaction to the block's batch: public and hashed state, history index, and the
 * private values of each member organisation (core/ledger/kvledger/txmgmt/validation/{tx_ops,batch_preparer}.go).
 * A value write keeps the metadata, a delete removes it, a metadata write on a missing key does nothing.
 */
export function applyWrites(
  namespaces: readonly NamespaceSet[],
  privateSets: readonly CommittedPrivateSet[],
  version: Version,
  updates: BlockUpdates,
  collections: { readonly state: StateReader; readonly definitions: Definitions },
): void {
  for (const set of namespaces) {
    applyPublic(set, version, updates);
    applyHashed(set, version, updates);
  }
  for (const set of privateSets) {
    const collection = collections.definitions.collection(collections.state, set.namespace, set.collection);
    for (const mspId of collection?.members ?? []) applyPrivate(mspId, set, version, updates.batch);
  }
}

function applyPublic({ namespace, set }: NamespaceSet, version: Version, updates: BlockUpdates): void {
  const target = (name: string): Target => ({
    namespace,
    key: Buffer.from(name),
    stateKey: publicKey(namespace, name),
  });
  for (const write of set.getWritesList()) {
    const name = write.getKey();
    applyValue(target(name), isDelete(write) ? undefined : write.getValue_asU8(), version, updates);
    updates.batch.put(historyKey(namespace, name, version.block, version.tx), Buffer.alloc(0));
  }
  for (const write of set.getMetadataWritesList()) {
    applyMetadata(target(write.getKey()), write.getEntriesList(), version, updates);
  }
}

function applyHashed(
  { namespace, collections }: NamespaceSet,
  version: Version,
  updates: BlockUpdates,
): void {
  for (const { name: collection, set } of collections) {
    const target = (keyHash: Uint8Array): Target => ({
      namespace,
      collection,
      key: Buffer.from(keyHash),
      stateKey: hashedKey(namespace, collection, keyHash),
    });
    for (const write of set.getHashedWritesList()) {
      const value = isHashDelete(write) ? undefined : write.getValueHash_asU8();
      applyValue(target(write.getKeyHash_asU8()), value, version, updates);
    }
    for (const write of set.getMetadataWritesList()) {
      applyMetadata(target(write.getKeyHash_asU8()), write.getEntriesList(), version, updates);
    }
  }
}

function applyPrivate(mspId: string, set: CommittedPrivateSet, version: Version, batch: UpdateBatch): void {
  const { namespace, collection } = set;
  const message = KVRWSet.deserializeBinary(set.bytes);
  for (const write of message.getWritesList()) {
    const key = privateKey(mspId, namespace, collection, write.getKey());
    if (isDelete(write)) batch.delete(key);
    else batch.put(key, encodeEntry({ version, metadata: NO_METADATA, value: write.getValue_asU8() }));
  }
  for (const write of message.getMetadataWritesList()) {
    const hashed = batch.entry(hashedKey(namespace, collection, sha256(Buffer.from(write.getKey()))));
    renewVersion(privateKey(mspId, namespace, collection, write.getKey()), hashed, batch);
  }
}

/** A metadata write raises the version of the hash; the private value follows when it still is that value. */
function renewVersion(key: Buffer, hashed: StateEntry | undefined, batch: UpdateBatch): void {
  const own = batch.entry(key);
  if (!own || !hashed || !sha256(own.value).equals(hashed.value)) return;
  batch.putEntry(key, { ...own, version: hashed.version });
}

/** An empty value is a delete, too (rwsetutil/verifier.go IsKVWriteDelete, IsKVWriteHashDelete). */
function isDelete(write: KVWrite): boolean {
  return write.getIsDelete() || write.getValue_asU8().length === 0;
}

function isHashDelete(write: KVWriteHash): boolean {
  const hash = write.getValueHash_asU8();
  return write.getIsDelete() || write.getIsPurge() || hash.length === 0 || EMPTY_HASH.equals(hash);
}

function applyValue(
  target: Target,
  value: Uint8Array | undefined,
  version: Version,
  { batch, committed }: BlockUpdates,
): void {
  const { stateKey } = target;
  committed.record(target, value, version);
  if (value === undefined) batch.delete(stateKey);
  else batch.putEntry(stateKey, { version, metadata: batch.entry(stateKey)?.metadata ?? NO_METADATA, value });
}

function applyMetadata(
  target: Target,
  entries: readonly KVMetadataEntry[],
  version: Version,
  { batch, committed }: BlockUpdates,
): void {
  const current = batch.entry(target.stateKey);
  if (!current) return;
  const metadata = new Map(entries.map((entry) => [entry.getName(), entry.getValue_asU8()]));
  committed.record(target, current.value, version);
  batch.putEntry(target.stateKey, { version, metadata, value: current.value });
}
