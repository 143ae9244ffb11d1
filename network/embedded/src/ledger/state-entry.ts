import { ledger } from '@hyperledger/fabric-protos';
import type { Version as VersionMessage } from '@hyperledger/fabric-protos/lib/ledger/rwset/kvrwset/kv_rwset_pb.js';

const { kvrwset } = ledger.rwset;

/** Version of a key: the transaction that wrote it last (Fabric core/ledger/internal/version). */
export interface Version {
  readonly block: number;
  readonly tx: number;
}

/** A committed value. For hashed keys the value is the hash of the private value. */
export interface StateEntry {
  readonly version: Version;
  /** Metadata name → value, for instance VALIDATION_PARAMETER. */
  readonly metadata: ReadonlyMap<string, Uint8Array>;
  readonly value: Uint8Array;
}

const HEADER = 16;
const NO_METADATA: ReadonlyMap<string, Uint8Array> = new Map();

/** [block u64][transaction u32][metadata length u32][metadata][value] */
export function encodeEntry(entry: StateEntry): Buffer {
  const metadata = encodeMetadata(entry.metadata);
  const header = Buffer.alloc(HEADER);
  header.writeBigUInt64BE(BigInt(entry.version.block), 0);
  header.writeUInt32BE(entry.version.tx, 8);
  header.writeUInt32BE(metadata.length, 12);
  return Buffer.concat([header, metadata, entry.value]);
}

/** Reads `encodeEntry`; undefined stays undefined. */
export function decodeEntry(bytes: Buffer | undefined): StateEntry | undefined {
  if (!bytes) return undefined;
  const metadataEnd = HEADER + bytes.readUInt32BE(12);
  return {
    version: decodeVersion(bytes),
    metadata: decodeMetadata(bytes.subarray(HEADER, metadataEnd)),
    value: bytes.subarray(metadataEnd),
  };
}

/** Reads only the version of an encoded entry. */
export function decodeVersion(bytes: Buffer): Version {
  return { block: Number(bytes.readBigUInt64BE(0)), tx: bytes.readUInt32BE(8) };
}

/** The protobuf form of a version; undefined (key absent) has none. */
export function versionMessage(version: Version): VersionMessage {
  const message = new kvrwset.Version();
  message.setBlockNum(version.block);
  message.setTxNum(version.tx);
  return message;
}

/** True when a recorded read version (absent = key absent) equals the committed one. */
export function sameVersion(committed: Version | undefined, read: VersionMessage | undefined): boolean {
  if (!committed || !read) return !committed && !read;
  return committed.block === read.getBlockNum() && committed.tx === read.getTxNum();
}

function encodeMetadata(metadata: ReadonlyMap<string, Uint8Array>): Uint8Array {
  if (metadata.size === 0) return Buffer.alloc(0);
  const message = new kvrwset.KVMetadataWrite();
  for (const [name, value] of metadata) {
    const entry = new kvrwset.KVMetadataEntry();
    entry.setName(name);
    entry.setValue(value);
    message.addEntries(entry);
  }
  return message.serializeBinary();
}

function decodeMetadata(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  if (bytes.length === 0) return NO_METADATA;
  const entries = kvrwset.KVMetadataWrite.deserializeBinary(bytes).getEntriesList();
  return new Map(entries.map((entry) => [entry.getName(), entry.getValue_asU8()]));
}
