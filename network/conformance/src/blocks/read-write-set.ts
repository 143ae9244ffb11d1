import { ledger } from '@hyperledger/fabric-protos';

const { rwset } = ledger;
const { kvrwset } = rwset;

type KVRWSet = InstanceType<typeof kvrwset.KVRWSet>;
type Version = InstanceType<typeof kvrwset.Version>;
type RangeQueryInfo = InstanceType<typeof kvrwset.RangeQueryInfo>;
type MetadataEntries = ReturnType<InstanceType<typeof kvrwset.KVMetadataWrite>['getEntriesList']>;
type CollectionSet = InstanceType<typeof rwset.CollectionHashedReadWriteSet>;

/** `block.transaction` of the last write; null: the key was not there. */
export type VersionText = string | null;

/** A recorded range: raw reads, or a Merkle summary of more than 50 (rwsetutil/query_results_helper.go). */
export interface RangeRead {
  readonly start: string;
  readonly end: string;
  readonly exhausted: boolean;
  readonly reads?: readonly (readonly [string, VersionText])[];
  readonly merkle?: { readonly maxDegree: number; readonly maxLevel: number; readonly hashes: number };
}

/** What a transaction did in one private data collection; keys and values as hex of their SHA-256. */
export interface CollectionEffect {
  readonly name: string;
  readonly reads: readonly (readonly [string, VersionText])[];
  /** Value null: deleted; 'purged': purged. */
  readonly writes: readonly (readonly [string, string | null])[];
  readonly metadata: readonly (readonly [string, readonly string[]])[];
  /** Hex SHA-256 of the private write set. */
  readonly privateHash: string;
}

/** What a transaction did in one namespace; keys without value were deleted. */
export interface NamespaceEffect {
  readonly namespace: string;
  readonly reads: readonly (readonly [string, VersionText])[];
  readonly ranges: readonly RangeRead[];
  readonly writes: readonly (readonly [string, string | null])[];
  /** Key and names of its metadata entries. */
  readonly metadata: readonly (readonly [string, readonly string[]])[];
  readonly collections: readonly CollectionEffect[];
}

/** Decodes a TxReadWriteSet, in the order in which it is written. */
export function decodeReadWriteSet(bytes: Uint8Array): NamespaceEffect[] {
  const set = rwset.TxReadWriteSet.deserializeBinary(bytes);
  return set.getNsRwsetList().map((namespace) => ({
    namespace: namespace.getNamespace(),
    ...publicEffect(kvrwset.KVRWSet.deserializeBinary(namespace.getRwset_asU8())),
    collections: namespace.getCollectionHashedRwsetList().map(collectionEffect),
  }));
}

function publicEffect(set: KVRWSet): Omit<NamespaceEffect, 'namespace' | 'collections'> {
  return {
    reads: set.getReadsList().map((read) => [read.getKey(), versionText(read.getVersion())] as const),
    ranges: set.getRangeQueriesInfoList().map(rangeRead),
    writes: set
      .getWritesList()
      .map((write) => [write.getKey(), write.getIsDelete() ? null : utf8(write.getValue_asU8())] as const),
    metadata: set
      .getMetadataWritesList()
      .map((write) => [write.getKey(), names(write.getEntriesList())] as const),
  };
}

function rangeRead(range: RangeQueryInfo): RangeRead {
  const raw = range.getRawReads();
  const merkle = range.getReadsMerkleHashes();
  return {
    start: range.getStartKey(),
    end: range.getEndKey(),
    exhausted: range.getItrExhausted(),
    ...(raw && {
      reads: raw.getKvReadsList().map((read) => [read.getKey(), versionText(read.getVersion())] as const),
    }),
    ...(merkle && {
      merkle: {
        maxDegree: merkle.getMaxDegree(),
        maxLevel: merkle.getMaxLevel(),
        hashes: merkle.getMaxLevelHashesList().length,
      },
    }),
  };
}

function collectionEffect(collection: CollectionSet): CollectionEffect {
  const set = kvrwset.HashedRWSet.deserializeBinary(collection.getHashedRwset_asU8());
  return {
    name: collection.getCollectionName(),
    reads: set
      .getHashedReadsList()
      .map((read) => [hex(read.getKeyHash_asU8()), versionText(read.getVersion())] as const),
    writes: set.getHashedWritesList().map((write) => {
      const value = write.getIsDelete() ? null : hex(write.getValueHash_asU8());
      return [hex(write.getKeyHash_asU8()), write.getIsPurge() ? 'purged' : value] as const;
    }),
    metadata: set
      .getMetadataWritesList()
      .map((write) => [hex(write.getKeyHash_asU8()), names(write.getEntriesList())] as const),
    privateHash: hex(collection.getPvtRwsetHash_asU8()),
  };
}

const names = (entries: MetadataEntries): string[] => entries.map((entry) => entry.getName());

const versionText = (version: Version | undefined): VersionText =>
  version ? `${version.getBlockNum()}.${version.getTxNum()}` : null;

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const utf8 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
