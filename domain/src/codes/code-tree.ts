import { DomainError } from '../errors/index.js';
import { indexLimit } from '../ranges/index.js';
import { hashBytes } from './bulk-crypto.js';
import type { BulkCrypto } from './bulk-crypto.js';
import type { CodeKeys } from './code-keys.js';
import { serialPrefix } from './element-string.js';
import { merkleAuditPath, merkleRoot } from './merkle.js';
import type { MerkleHash } from './merkle.js';
import { sealRange } from './sealed-serial.js';

/*
 * The Merkle tree of a block, over the element strings of all its codes in index order (charter §5). It is built in
 * chunks of 4,096 leaves: the roots of the chunks (8 KiB for a million codes) are enough to make any proof
 * by sealing one chunk again, and chunks can be made by workers side by side.
 */

/** Leaves of a chunk; a power of two, so that a chunk is a subtree. */
export const codesPerChunk = 4096;

/** What the tree of a block is made from. */
export interface CodeTreeSource {
  readonly keys: CodeKeys;
  /** GTIN-14, or absent for `/T/` codes. */
  readonly gtin?: string | undefined;
  /** 1 … 1,048,576. */
  readonly count: number;
}

const checkCount = (count: number): void => {
  if (!Number.isInteger(count) || count < 1 || count > indexLimit) {
    throw new DomainError('BT-INPUT-INVALID', { field: 'count' });
  }
};

/** Chunks of a block. @throws DomainError `BT-INPUT-INVALID` for a bad count */
export const chunkCount = (count: number): number => {
  checkCount(count);
  return Math.ceil(count / codesPerChunk);
};

/** Leaf hashes of one chunk, packed. */
const chunkLeafHashes = (crypto: BulkCrypto, source: CodeTreeSource, chunk: number): Uint8Array => {
  const from = chunk * codesPerChunk;
  const upto = Math.min(source.count, from + codesPerChunk);
  const leaves = sealRange(crypto, source.keys, from, upto, serialPrefix(source.gtin));
  return crypto.sha256Leaves(leaves.bytes, leaves.width);
};

/**
 * Roots of the chunks `fromChunk` … `uptoChunk − 1`, packed, 32 bytes each; by default of all.
 * @throws DomainError `BT-INPUT-INVALID` for a bad count, `BT-RANGE-INVALID` for chunks beyond it
 */
export const codeChunkRoots = (
  crypto: BulkCrypto,
  source: CodeTreeSource,
  fromChunk = 0,
  uptoChunk: number = chunkCount(source.count),
): Uint8Array => {
  if (fromChunk < 0 || fromChunk > uptoChunk || uptoChunk > chunkCount(source.count)) {
    throw new DomainError('BT-RANGE-INVALID', { from: fromChunk, upto: uptoChunk });
  }
  const roots = new Uint8Array((uptoChunk - fromChunk) * hashBytes);
  for (let chunk = fromChunk; chunk < uptoChunk; chunk += 1) {
    roots.set(merkleRoot(crypto, chunkLeafHashes(crypto, source, chunk)), (chunk - fromChunk) * hashBytes);
  }
  return roots;
};

/** Root of the block's tree from the roots of all its chunks. */
export const codeTreeRoot = (crypto: BulkCrypto, chunkRoots: Uint8Array): MerkleHash =>
  merkleRoot(crypto, chunkRoots);

/**
 * Audit path of the code `index`, nearest sibling first, at most 20 hashes (640 bytes); verify with `verifyInclusion` against
 * `merkleLeafHash` of the element string.
 * @throws DomainError `BT-INPUT-INVALID` for an index ≥ count or chunk roots of another length
 */
export const codeAuditPath = (
  crypto: BulkCrypto,
  source: CodeTreeSource,
  chunkRoots: Uint8Array,
  index: number,
): readonly MerkleHash[] => {
  if (!Number.isInteger(index) || index < 0 || index >= source.count) {
    throw new DomainError('BT-INPUT-INVALID', { field: 'index', index });
  }
  if (chunkRoots.length !== chunkCount(source.count) * hashBytes) {
    throw new DomainError('BT-INPUT-INVALID', { field: 'chunkRoots' });
  }
  const chunk = Math.floor(index / codesPerChunk);
  const within = merkleAuditPath(crypto, chunkLeafHashes(crypto, source, chunk), index % codesPerChunk);
  return [...within, ...merkleAuditPath(crypto, chunkRoots, chunk)];
};
