import { randomBytes } from 'node:crypto';
import { common } from '@hyperledger/fabric-protos';
import { sha256, signLowS } from '../cryptography/ecdsa.js';
import type { SigningIdentity } from '../msp/identity.js';
import { blockDataHash, blockHeaderBytes } from './block-hash.js';
import { nextCommitHash, type CommittedUpdates } from './commit-hash.js';
import type { ValidationCode } from './validation-code.js';

/** Where a new block continues the chain. */
export interface ChainTip {
  /** Number of the next block. */
  readonly height: number;
  /** Header hash of the last block; empty before the genesis block. */
  readonly blockHash: Buffer;
  /** Commit hash of the last block; empty before block 1. */
  readonly commitHash: Buffer;
}

/** A finished block and the tip after it. */
export interface AssembledBlock {
  readonly bytes: Uint8Array;
  readonly tip: ChainTip;
}

/**
 * Makes a block: header chained to the tip, the orderer's signature over metadata value, signature header and header
 * bytes (metadata 0), the last configuration's block (1), one validation code per transaction (2) and the commit hash
 * (4) (orderer/common/multichannel/blockwriter.go, core/ledger/kvledger/kv_ledger.go). Block 0 is neither signed nor
 * part of the chain of commit hashes.
 */
export function assembleBlock(
  tip: ChainTip,
  envelopes: readonly Uint8Array[],
  codes: readonly ValidationCode[],
  updates: CommittedUpdates,
  orderer: SigningIdentity,
): AssembledBlock {
  const isGenesis = tip.height === 0;
  const dataHash = blockDataHash(envelopes);
  const headerBytes = blockHeaderBytes(tip.height, tip.blockHash, dataHash);
  const filter = Uint8Array.from(codes);
  const commitHash = isGenesis ? tip.commitHash : nextCommitHash(tip.commitHash, filter, updates.bytes());
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
    isGenesis ? metadataValue(ordererMetadata()) : signedMetadata(orderer, headerBytes),
    metadataValue(lastConfig().serializeBinary()),
    filter,
    new Uint8Array(),
    isGenesis ? new Uint8Array() : metadataValue(commitHash),
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

/** The configuration is always that of block 0. */
function lastConfig(): common.LastConfig {
  const message = new common.LastConfig();
  message.setIndex(0);
  return message;
}

function ordererMetadata(): Uint8Array {
  const value = new common.OrdererBlockMetadata();
  value.setLastConfig(lastConfig());
  return value.serializeBinary();
}

function signedMetadata(orderer: SigningIdentity, headerBytes: Uint8Array): Uint8Array {
  const value = ordererMetadata();
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(orderer.serialized);
  signatureHeader.setNonce(randomBytes(24));
  const signatureHeaderBytes = signatureHeader.serializeBinary();
  const signature = new common.MetadataSignature();
  signature.setSignatureHeader(signatureHeaderBytes);
  signature.setSignature(signLowS(orderer.key, Buffer.concat([value, signatureHeaderBytes, headerBytes])));
  const metadata = new common.Metadata();
  metadata.setValue(value);
  metadata.addSignatures(signature);
  return metadata.serializeBinary();
}

function metadataValue(value: Uint8Array): Uint8Array {
  const metadata = new common.Metadata();
  metadata.setValue(value);
  return metadata.serializeBinary();
}
