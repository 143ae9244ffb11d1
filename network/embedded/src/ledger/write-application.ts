import { ledger } from '@hyperledger/fabric-protos';
import type {
  KVMetadataEntry,
  KVWrite,
  KVWriteHash,
} from '@hyperledger/fabric-protos/lib/ledger/rwset/kvrwset/kv_rwset_pb.js';
import { sha256 } from '../cryptography/ecdsa.js';
import type { Definitions } from '../channel/definitions.js';
import type { CommittedPrivateSet } from './private-data-store.js';
import type { StateReader } from './state-database.js';
import { encodeEntry, type Version } from './state-entry.js';
import { hashedKey, historyKey, privateKey, publicKey } from './state-keys.js';
import type { NamespaceSet } from './transaction.js';
import type { UpdateBatch } from './update-batch.js';

const { KVRWSet } = ledger.rwset.kvrwset;
const EMPTY_HASH = sha256();
const NO_METADATA: ReadonlyMap<string, Uint8Array> = new Map();

/**
 * Applies the writes of one valid transaction to the block's batch: public and hashed state, history index, and the
 * private values of each member organisation (core/ledger/kvledger/txmgmt/validation/tx_ops.go).
 * A value write keeps the metadata, a delete removes it, a metadata write on a missing key does nothing.
 */
export function applyWrites(
  namespaces: readonly NamespaceSet[],
  privateSets: readonly CommittedPrivateSet[],
  version: Version,
  batch: UpdateBatch,
  collections: { readonly state: StateReader; readonly definitions: Definitions },
): void {
  for (const set of namespaces) {
    applyPublic(set, version, batch);
    applyHashed(set, version, batch);
  }
  for (const set of privateSets) {
    const collection = collections.definitions.collection(collections.state, set.namespace, set.collection);
    for (const mspId of collection?.members ?? []) applyPrivate(mspId, set, version, batch);
  }
}

function applyPublic({ namespace, set }: NamespaceSet, version: Version, batch: UpdateBatch): void {
  for (const write of set.getWritesList()) {
    const name = write.getKey();
    applyValue(
      publicKey(namespace, name),
      isDelete(write) ? undefined : write.getValue_asU8(),
      version,
      batch,
    );
    batch.put(historyKey(namespace, name, version.block, version.tx), Buffer.alloc(0));
  }
  for (const write of set.getMetadataWritesList()) {
    applyMetadata(publicKey(namespace, write.getKey()), write.getEntriesList(), version, batch);
  }
}

function applyHashed({ namespace, collections }: NamespaceSet, version: Version, batch: UpdateBatch): void {
  for (const { name, set } of collections) {
    for (const write of set.getHashedWritesList()) {
      const value = isHashDelete(write) ? undefined : write.getValueHash_asU8();
      applyValue(hashedKey(namespace, name, write.getKeyHash_asU8()), value, version, batch);
    }
    for (const write of set.getMetadataWritesList()) {
      applyMetadata(
        hashedKey(namespace, name, write.getKeyHash_asU8()),
        write.getEntriesList(),
        version,
        batch,
      );
    }
  }
}

function applyPrivate(mspId: string, set: CommittedPrivateSet, version: Version, batch: UpdateBatch): void {
  for (const write of KVRWSet.deserializeBinary(set.bytes).getWritesList()) {
    const key = privateKey(mspId, set.namespace, set.collection, write.getKey());
    if (isDelete(write)) batch.delete(key);
    else batch.put(key, encodeEntry({ version, metadata: NO_METADATA, value: write.getValue_asU8() }));
  }
}

/** An empty value is a delete, too (rwsetutil/verifier.go IsKVWriteDelete, IsKVWriteHashDelete). */
function isDelete(write: KVWrite): boolean {
  return write.getIsDelete() || write.getValue_asU8().length === 0;
}

function isHashDelete(write: KVWriteHash): boolean {
  const hash = write.getValueHash_asU8();
  return write.getIsDelete() || write.getIsPurge() || hash.length === 0 || EMPTY_HASH.equals(hash);
}

function applyValue(key: Buffer, value: Uint8Array | undefined, version: Version, batch: UpdateBatch): void {
  if (value === undefined) batch.delete(key);
  else batch.putEntry(key, { version, metadata: batch.entry(key)?.metadata ?? NO_METADATA, value });
}

function applyMetadata(
  key: Buffer,
  entries: readonly KVMetadataEntry[],
  version: Version,
  batch: UpdateBatch,
): void {
  const current = batch.entry(key);
  if (!current) return;
  const metadata = new Map(entries.map((entry) => [entry.getName(), entry.getValue_asU8()]));
  batch.putEntry(key, { version, metadata, value: current.value });
}
