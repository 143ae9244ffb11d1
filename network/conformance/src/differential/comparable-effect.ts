import { createHash } from 'node:crypto';
import { ledger, peer } from '@hyperledger/fabric-protos';
import type { TransactionNames } from './transaction-names.js';

const { rwset } = ledger;
const { kvrwset } = rwset;

/** Fabric's namespace of definitions, whose transactions the two ledgers make in different ways. */
const LIFECYCLE = '_lifecycle';

type Namespace = InstanceType<typeof rwset.NsReadWriteSet>;
type Message = { serializeBinary(): Uint8Array };

/** What an endorsed transaction did, in a form that must be equal on both ledgers. */
export interface ComparableEffect {
  readonly response: object;
  readonly chaincode: object | undefined;
  readonly event: object | undefined;
  readonly readWriteSet: readonly object[];
  /** SHA-256 of the read/write set's bytes, versions of definitions left out. */
  readonly readWriteSetBytes: string;
}

/**
 * Decodes a ChaincodeAction. Versions are compared as they are, except those of definitions.
 *
 * @throws Error when the message is not in the canonical encoding (protobuf fields in order, nothing unknown)
 */
export function comparableEffect(bytes: Uint8Array, names: TransactionNames): ComparableEffect {
  const action = peer.ChaincodeAction.deserializeBinary(bytes);
  expectCanonical(action, bytes, 'ChaincodeAction');
  const set = rwset.TxReadWriteSet.deserializeBinary(action.getResults_asU8());
  expectCanonical(set, action.getResults_asU8(), 'TxReadWriteSet');
  set.getNsRwsetList().forEach(withoutDefinitionVersions);
  const event = action.getEvents_asU8();
  return {
    response: comparableResponse(action.getResponse(), names),
    chaincode: action.getChaincodeId()?.toObject(),
    event: event.length === 0 ? undefined : comparableEvent(event, names),
    readWriteSet: set.getNsRwsetList().map(readableNamespace),
    readWriteSetBytes: createHash('sha256').update(set.serializeBinary()).digest('hex'),
  };
}

/** Status, message and payload of a chaincode's answer, as texts. */
export function comparableResponse(response: peer.Response | undefined, names: TransactionNames): object {
  return {
    status: response?.getStatus(),
    message: names.masked(response?.getMessage() ?? ''),
    payload: names.masked(Buffer.from(response?.getPayload_asU8() ?? []).toString('utf8')),
  };
}

function comparableEvent(bytes: Uint8Array, names: TransactionNames): object {
  const event = peer.ChaincodeEvent.deserializeBinary(bytes);
  return {
    chaincode: event.getChaincodeId(),
    name: event.getEventName(),
    txId: names.masked(event.getTxId()),
    payload: Buffer.from(event.getPayload_asU8()).toString('hex'),
  };
}

function expectCanonical(message: Message, bytes: Uint8Array, name: string): void {
  if (!Buffer.from(message.serializeBinary()).equals(bytes)) throw new Error(`${name} is not canonical`);
}

function withoutDefinitionVersions(namespace: Namespace): void {
  if (namespace.getNamespace() !== LIFECYCLE) return;
  const set = kvrwset.KVRWSet.deserializeBinary(namespace.getRwset_asU8());
  for (const read of set.getReadsList()) read.clearVersion();
  namespace.setRwset(set.serializeBinary());
}

/** Reads as `key@block.tx`, bytes as hex: what a person can compare. */
function readableNamespace(namespace: Namespace): object {
  const set = kvrwset.KVRWSet.deserializeBinary(namespace.getRwset_asU8());
  return {
    namespace: namespace.getNamespace(),
    reads: set.getReadsList().map((read) => `${read.getKey()}@${versionText(read.getVersion())}`),
    ranges: set.getRangeQueriesInfoList().map(readableRange),
    writes: set.getWritesList().map((write) => [write.getKey(), write.getIsDelete(), write.getValue_asB64()]),
    metadataWrites: set.getMetadataWritesList().map((write) => write.toObject()),
    collections: namespace.getCollectionHashedRwsetList().map((collection) => ({
      name: collection.getCollectionName(),
      privateHash: collection.getPvtRwsetHash_asB64(),
      ...kvrwset.HashedRWSet.deserializeBinary(collection.getHashedRwset_asU8()).toObject(),
    })),
  };
}

function readableRange(range: InstanceType<typeof kvrwset.RangeQueryInfo>): object {
  const reads = range.getRawReads()?.getKvReadsList();
  return {
    start: range.getStartKey(),
    end: range.getEndKey(),
    exhausted: range.getItrExhausted(),
    reads: reads?.map((read) => `${read.getKey()}@${versionText(read.getVersion())}`),
    merkle: range.getReadsMerkleHashes()?.toObject(),
  };
}

function versionText(version: InstanceType<typeof kvrwset.Version> | undefined): string {
  return version ? `${version.getBlockNum()}.${version.getTxNum()}` : 'none';
}
