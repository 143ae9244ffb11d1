import { createHash } from 'node:crypto';
import type { common } from '@hyperledger/fabric-protos';

const derLength = (n: number): Buffer => (n < 128 ? Buffer.from([n]) : Buffer.from([0x81, n]));

const derOctets = (bytes: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([4]), derLength(bytes.length), bytes]);

const derInteger = (value: bigint): Buffer => {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 1 ? `0${hex}` : hex, 'hex');
  const body = ((bytes[0] ?? 0) & 0x80) === 0 ? bytes : Buffer.concat([Buffer.from([0]), bytes]);
  return Buffer.concat([Buffer.from([2]), derLength(body.length), body]);
};

/** Hash of a block header: SHA-256 of DER SEQUENCE{number, previous hash, data hash} (Fabric: protoutil/blockutils.go). */
export const headerHash = (number: bigint, previousHash: Uint8Array, dataHash: Uint8Array): Buffer => {
  const body = Buffer.concat([derInteger(number), derOctets(previousHash), derOctets(dataHash)]);
  return createHash('sha256')
    .update(Buffer.concat([Buffer.from([0x30]), derLength(body.length), body]))
    .digest();
};

/** A block does not follow from what was indexed before; the indexer stops rather than index a fork. */
export class ChainBroken extends Error {
  override readonly name = 'ChainBroken';
}

/** Hashes of one verified block. */
export interface BlockLink {
  readonly number: bigint;
  readonly hash: Buffer;
  readonly previousHash: Buffer;
  readonly dataHash: Buffer;
}

/**
 * Checks data hash and previous hash of a block.
 *
 * @param previous hash of the block before; `undefined` for block 0.
 * @throws ChainBroken
 */
export const verifyBlock = (block: common.Block, previous: Uint8Array | undefined): BlockLink => {
  const header = block.getHeader();
  if (header === undefined) throw new ChainBroken('block without header');
  const number = BigInt(header.getNumber());
  const previousHash = Buffer.from(header.getPreviousHash_asU8());
  const dataHash = Buffer.from(header.getDataHash_asU8());
  const digest = createHash('sha256');
  for (const data of block.getData()?.getDataList_asU8() ?? []) digest.update(data);
  if (!digest.digest().equals(dataHash)) throw new ChainBroken(`block ${number}: data hash does not match`);
  if (previous !== undefined && !previousHash.equals(previous)) {
    throw new ChainBroken(`block ${number}: previous hash does not match`);
  }
  return { number, hash: headerHash(number, previousHash, dataHash), previousHash, dataHash };
};
