import { DomainError } from '../errors/index.js';
import { hashBytes } from './bulk-crypto.js';
import type { BulkCrypto } from './bulk-crypto.js';

/*
 * Merkle tree of RFC 6962 §2.1 (RFC 9162 §2.1): a tree of n nodes is split at the largest power of two below n.
 * Level by level that is: hash neighbours in pairs, an odd last node rises unchanged.
 */

/** A tree node or leaf hash, 32 bytes. */
export type MerkleHash = Uint8Array;

const checkPacked = (nodes: Uint8Array): void => {
  if (nodes.length % hashBytes !== 0) throw new DomainError('BT-INPUT-INVALID', { field: 'nodes' });
};

/** The next level up of packed nodes. */
const levelAbove = (crypto: BulkCrypto, nodes: Uint8Array): Uint8Array => {
  const paired = nodes.length - (nodes.length % (2 * hashBytes));
  const parents = crypto.sha256Pairs(nodes.subarray(0, paired));
  if (paired === nodes.length) return parents;
  const withLast = new Uint8Array(parents.length + hashBytes);
  withLast.set(parents);
  withLast.set(nodes.subarray(paired), parents.length);
  return withLast;
};

/** Hash of one leaf of any length: SHA-256(0x00 ‖ leaf). */
export const merkleLeafHash = (crypto: BulkCrypto, leaf: Uint8Array): MerkleHash => {
  const message = new Uint8Array(leaf.length + 1);
  message.set(leaf, 1);
  return crypto.sha256(message);
};

/**
 * Root over packed nodes of 32 bytes: leaf hashes, or the roots of equal full subtrees of which only the last may be
 * smaller. No node: SHA-256 of nothing (RFC 6962 §2.1).
 */
export const merkleRoot = (crypto: BulkCrypto, nodes: Uint8Array): MerkleHash => {
  checkPacked(nodes);
  if (nodes.length === 0) return crypto.sha256(new Uint8Array(0));
  let level = nodes;
  while (level.length > hashBytes) level = levelAbove(crypto, level);
  return level.slice();
};

/**
 * Audit path of node `index` to the root over packed nodes, nearest sibling first (RFC 6962 §2.1.1).
 * @throws DomainError `BT-INPUT-INVALID` for an index beyond the nodes
 */
export const merkleAuditPath = (
  crypto: BulkCrypto,
  nodes: Uint8Array,
  index: number,
): readonly MerkleHash[] => {
  checkPacked(nodes);
  if (!Number.isInteger(index) || index < 0 || index * hashBytes >= nodes.length) {
    throw new DomainError('BT-INPUT-INVALID', { field: 'index', index });
  }
  const path: MerkleHash[] = [];
  let [level, at] = [nodes, index];
  while (level.length > hashBytes) {
    const sibling = (at ^ 1) * hashBytes;
    if (sibling < level.length) path.push(level.slice(sibling, sibling + hashBytes));
    level = levelAbove(crypto, level);
    at >>>= 1;
  }
  return path;
};

const equalBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at]);

const pairHash = (crypto: BulkCrypto, left: MerkleHash, right: MerkleHash): MerkleHash => {
  const pair = new Uint8Array(2 * hashBytes);
  pair.set(left);
  pair.set(right, hashBytes);
  return crypto.sha256Pairs(pair);
};

/** What a Merkle proof claims: leaf `index` of `count` has this hash, under this root. */
export interface InclusionClaim {
  readonly index: number;
  readonly count: number;
  readonly leafHash: MerkleHash;
  readonly path: readonly MerkleHash[];
  readonly root: MerkleHash;
}

const isPlausible = ({ index, count, leafHash, path }: InclusionClaim): boolean =>
  Number.isSafeInteger(index) &&
  Number.isSafeInteger(count) &&
  count <= 2 ** 31 &&
  index >= 0 &&
  index < count &&
  [leafHash, ...path].every((hash) => hash.length === hashBytes);

/** True when the path leads from the leaf to the root at exactly this index and count (RFC 9162 §2.1.3.2). */
export const verifyInclusion = (crypto: BulkCrypto, claim: InclusionClaim): boolean => {
  if (!isPlausible(claim)) return false;
  let [at, last, node] = [claim.index, claim.count - 1, claim.leafHash];
  let used = 0;
  for (; last > 0; at = Math.floor(at / 2), last = Math.floor(last / 2)) {
    if (at === last && at % 2 === 0) continue; // an odd last node rises unchanged
    const sibling = claim.path[used];
    if (sibling === undefined) return false;
    used += 1;
    node = at % 2 === 1 ? pairHash(crypto, sibling, node) : pairHash(crypto, node, sibling);
  }
  return used === claim.path.length && equalBytes(node, claim.root);
};
