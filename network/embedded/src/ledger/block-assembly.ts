import { common } from '@hyperledger/fabric-protos';
import { sha256, signLowS } from '../cryptography/ecdsa.js';
import type { SigningIdentity } from '../msp/identity.js';
import { blockDataHash, blockHeaderBytes } from './block-hash.js';
import type { StateChange } from './state-database.js';
import type { ValidationCode } from './validation-code.js';

/** Where a new block continues the chain. */
export interface ChainTip {
  /** Number of the next block. */
  readonly height: number;
  /** Header hash of the last block; empty before the genesis block. */
  readonly blockHash: Buffer;
  /** Commit hash of the last block; empty before the genesis block. */
  readonly commitHash: Buffer;
}

/** A finished block and the tip after it. */
export interface AssembledBlock {
  readonly bytes: Uint8Array;
  readonly tip: ChainTip;
}

/**
 * Makes a block: header chained to the tip, the orderer's signature over metadata value, signature header and header
 * bytes (metadata 0), one validation code per transaction (metadata 2) and the commit hash (metadata 4).
 */
export function assembleBlock(
  tip: ChainTip,
  envelopes: readonly Uint8Array[],
  codes: readonly ValidationCode[],
  changes: readonly StateChange[],
  orderer: SigningIdentity,
): AssembledBlock {
  const dataHash = blockDataHash(envelopes);
  const headerBytes = blockHeaderBytes(tip.height, tip.blockHash, dataHash);
  const filter = Uint8Array.from(codes);
  const commitHash = nextCommitHash(tip.commitHash, filter, changes);
  const block = new common.Block();
  const header = new common.BlockHeader();
  header.setNumber(tip.height);
  header.setPreviousHash(tip.blockHash);
  header.setDataHash(dataHash);
  block.setHeader(header);
  const data = new common.BlockData();
  data.setDataList([...envelopes]);
  block.setData(data);
  const metadata = new common.BlockMetadata();
  metadata.setMetadataList([
    ordererMetadata(orderer, headerBytes),
    new Uint8Array(),
    filter,
    new Uint8Array(),
    commitHashMetadata(commitHash),
  ]);
  block.setMetadata(metadata);
  return {
    bytes: block.serializeBinary(),
    tip: { height: tip.height + 1, blockHash: sha256(headerBytes), commitHash },
  };
}

/** Validation codes of a block, one per transaction. */
export function validationCodes(block: common.Block): readonly ValidationCode[] {
  const filter = block.getMetadata()?.getMetadataList_asU8()[common.BlockMetadataIndex.TRANSACTIONS_FILTER];
  return [...(filter ?? [])] as ValidationCode[];
}

/** Commit hash stored in a block; empty when there is none. */
export function commitHashOf(block: common.Block): Buffer {
  const bytes = block.getMetadata()?.getMetadataList_asU8()[common.BlockMetadataIndex.COMMIT_HASH];
  return Buffer.from(common.Metadata.deserializeBinary(bytes ?? new Uint8Array()).getValue_asU8());
}

function ordererMetadata(orderer: SigningIdentity, headerBytes: Uint8Array): Uint8Array {
  const lastConfig = new common.LastConfig();
  lastConfig.setIndex(0);
  const value = new common.OrdererBlockMetadata();
  value.setLastConfig(lastConfig);
  const valueBytes = value.serializeBinary();
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(orderer.serialized);
  const signatureHeaderBytes = signatureHeader.serializeBinary();
  const signature = new common.MetadataSignature();
  signature.setSignatureHeader(signatureHeaderBytes);
  signature.setSignature(
    signLowS(orderer.key, Buffer.concat([valueBytes, signatureHeaderBytes, headerBytes])),
  );
  const metadata = new common.Metadata();
  metadata.setValue(valueBytes);
  metadata.addSignatures(signature);
  return metadata.serializeBinary();
}

/** Chain of hashes over validation codes and state changes (core/ledger/kvledger/kv_ledger.go addBlockCommitHash). */
function nextCommitHash(previous: Buffer, filter: Uint8Array, changes: readonly StateChange[]): Buffer {
  const parts: Uint8Array[] = [lengthBytes(filter.length), filter];
  for (const change of changes) {
    const value = change.type === 'put' ? change.value : Buffer.alloc(0);
    parts.push(lengthBytes(change.key.length), change.key, lengthBytes(value.length), value);
  }
  return sha256(...parts, previous);
}

function commitHashMetadata(commitHash: Buffer): Uint8Array {
  const metadata = new common.Metadata();
  metadata.setValue(commitHash);
  return metadata.serializeBinary();
}

function lengthBytes(length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
}
