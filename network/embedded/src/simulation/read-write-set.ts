import { ledger } from '@hyperledger/fabric-protos';
import type { KVRWSet } from '@hyperledger/fabric-protos/lib/ledger/rwset/kvrwset/kv_rwset_pb.js';
import { sha256 } from '../cryptography/ecdsa.js';
import { MAX_DEGREE, RangeResultsCollector } from '../ledger/range-summary.js';
import { versionMessage, type Version } from '../ledger/state-entry.js';
import type { PrivateSet } from '../ledger/private-data-store.js';

const { rwset } = ledger;
const { kvrwset } = rwset;

/** Metadata name → value. */
export type Metadata = ReadonlyMap<string, Uint8Array>;

/** A value write; null deletes, PURGE also removes the value from private history. */
export type WrittenValue = Uint8Array | null | typeof PURGE;
export const PURGE = Symbol('purge');

/** A range query as it will be repeated at commit. */
export class RecordedRange {
  /** The queried end when exhausted, else the last key seen. */
  end = '';
  exhausted = false;
  readonly results = new RangeResultsCollector(MAX_DEGREE);

  constructor(readonly start: string) {}
}

/** Reads and writes of a transaction in one collection. */
export class CollectionRecord {
  readonly reads = new Map<string, Version | undefined>();
  readonly writes = new Map<string, WrittenValue>();
  readonly metadataWrites = new Map<string, Metadata>();
  /** A private value, not only its hash, was read. */
  privateRead = false;
}

/** Reads and writes of a transaction in one namespace. */
export class NamespaceRecord {
  readonly reads = new Map<string, Version | undefined>();
  readonly writes = new Map<string, WrittenValue>();
  readonly metadataWrites = new Map<string, Metadata>();
  readonly ranges: RecordedRange[] = [];
  readonly collections = new Map<string, CollectionRecord>();

  collection(name: string): CollectionRecord {
    return getOrCreate(this.collections, name, () => new CollectionRecord());
  }
}

/** Public bytes of a simulation and the private sets that belong to its hashes. */
export interface SimulationResults {
  readonly publicBytes: Uint8Array;
  readonly privateSets: readonly PrivateSet[];
}

/**
 * Everything a transaction read and wrote, in the deterministic order that every peer must reproduce: namespaces,
 * collections and keys by bytes (core/ledger/kvledger/txmgmt/rwsetutil/rwset_builder.go).
 */
export class ReadWriteSet {
  readonly namespaces = new Map<string, NamespaceRecord>();

  namespace(name: string): NamespaceRecord {
    return getOrCreate(this.namespaces, name, () => new NamespaceRecord());
  }

  results(): SimulationResults {
    const message = new rwset.TxReadWriteSet();
    const privateSets: PrivateSet[] = [];
    for (const [name, record] of sorted(this.namespaces)) {
      const namespace = new rwset.NsReadWriteSet();
      namespace.setNamespace(name);
      namespace.setRwset(publicSet(record).serializeBinary());
      for (const [collection, collectionRecord] of sorted(record.collections)) {
        const hashed = new rwset.CollectionHashedReadWriteSet();
        hashed.setCollectionName(collection);
        hashed.setHashedRwset(hashedSet(collectionRecord));
        const bytes = privateBytes(collectionRecord);
        if (bytes) {
          hashed.setPvtRwsetHash(sha256(bytes));
          privateSets.push({ namespace: name, collection, bytes });
        }
        namespace.addCollectionHashedRwset(hashed);
      }
      message.addNsRwset(namespace);
    }
    return { publicBytes: message.serializeBinary(), privateSets };
  }
}

function publicSet(record: NamespaceRecord): KVRWSet {
  const set = new kvrwset.KVRWSet();
  for (const [key, version] of sorted(record.reads)) {
    const read = new kvrwset.KVRead();
    read.setKey(key);
    if (version) read.setVersion(versionMessage(version));
    set.addReads(read);
  }
  for (const range of distinctRanges(record.ranges)) set.addRangeQueriesInfo(rangeInfo(range));
  addWrites(set, record.writes);
  for (const [key, metadata] of sorted(record.metadataWrites)) {
    const write = new kvrwset.KVMetadataWrite();
    write.setKey(key);
    write.setEntriesList(metadataEntries(metadata));
    set.addMetadataWrites(write);
  }
  return set;
}

function addWrites(set: KVRWSet, writes: ReadonlyMap<string, WrittenValue>): void {
  for (const [key, value] of sorted(writes)) {
    const write = new kvrwset.KVWrite();
    write.setKey(key);
    if (isValue(value)) write.setValue(value);
    else write.setIsDelete(true);
    set.addWrites(write);
  }
}

/** The same query with the same outcome is recorded once (rwset_builder.go AddToRangeQuerySet). */
function distinctRanges(ranges: readonly RecordedRange[]): RecordedRange[] {
  const found = new Map<string, RecordedRange>();
  for (const range of ranges) {
    const key = JSON.stringify([range.start, range.end, range.exhausted]);
    if (!found.has(key)) found.set(key, range);
  }
  return [...found.values()];
}

function rangeInfo(range: RecordedRange): InstanceType<typeof kvrwset.RangeQueryInfo> {
  const info = new kvrwset.RangeQueryInfo();
  info.setStartKey(range.start);
  info.setEndKey(range.end);
  info.setItrExhausted(range.exhausted);
  const { reads, summary } = range.results.done();
  if (summary) info.setReadsMerkleHashes(summary);
  if (reads.length > 0) {
    const raw = new kvrwset.QueryReads();
    raw.setKvReadsList([...reads]);
    info.setRawReads(raw);
  }
  return info;
}

function hashedSet(record: CollectionRecord): Uint8Array {
  const set = new kvrwset.HashedRWSet();
  for (const [hash, version] of hashed(record.reads)) {
    const read = new kvrwset.KVReadHash();
    read.setKeyHash(hash);
    if (version) read.setVersion(versionMessage(version));
    set.addHashedReads(read);
  }
  for (const [hash, value] of hashed(record.writes)) {
    const write = new kvrwset.KVWriteHash();
    write.setKeyHash(hash);
    if (isValue(value)) write.setValueHash(sha256(value));
    else write.setIsDelete(true);
    if (value === PURGE) write.setIsPurge(true);
    set.addHashedWrites(write);
  }
  for (const [hash, metadata] of hashed(record.metadataWrites)) {
    const write = new kvrwset.KVMetadataWriteHash();
    write.setKeyHash(hash);
    write.setEntriesList(metadataEntries(metadata));
    set.addMetadataWrites(write);
  }
  return set.serializeBinary();
}

/** An empty value is a delete (rwsetutil/rwset_proto_util.go newKVWrite). */
function isValue(value: WrittenValue): value is Uint8Array {
  return value instanceof Uint8Array && value.length > 0;
}

/** Private writes, and the keys whose metadata is written: their version rises with that of the hash. */
function privateBytes(record: CollectionRecord): Uint8Array | undefined {
  if (record.writes.size === 0 && record.metadataWrites.size === 0) return undefined;
  const set = new kvrwset.KVRWSet();
  addWrites(set, record.writes);
  for (const [key] of sorted(record.metadataWrites)) {
    const write = new kvrwset.KVMetadataWrite();
    write.setKey(key);
    set.addMetadataWrites(write);
  }
  return set.serializeBinary();
}

function metadataEntries(metadata: Metadata): InstanceType<typeof kvrwset.KVMetadataEntry>[] {
  return sorted(metadata).map(([name, value]) => {
    const entry = new kvrwset.KVMetadataEntry();
    entry.setName(name);
    entry.setValue(value);
    return entry;
  });
}

/** Hashes of keys in the order of the keys themselves (rwset_builder.go collHashRwBuilder.build). */
function hashed<T>(map: ReadonlyMap<string, T>): [Buffer, T][] {
  return sorted(map).map(([key, value]) => [sha256(Buffer.from(key)), value]);
}

function sorted<T>(map: ReadonlyMap<string, T>): [string, T][] {
  if (map.size < 2) return [...map];
  return [...map].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

function getOrCreate<T>(map: Map<string, T>, key: string, create: () => T): T {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = create();
  map.set(key, made);
  return made;
}
