import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  codeAuditPath,
  codeChunkRoots,
  codesPerChunk,
  codeTreeRoot,
  deriveCodeKeys,
  hashBytes,
  merkleAuditPath,
  merkleLeafHash,
  merkleRoot,
  nobleBulkCrypto as crypto,
  seal,
  serialPrefix,
  verifyInclusion,
} from './index.js';

fc.configureGlobal({ seed: 1 });

const hex = (data: Uint8Array): string => Buffer.from(data).toString('hex');

/** Test leaves and roots of the Certificate Transparency reference implementation (RFC 6962). */
const ctLeaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const ctRoots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const leafHash = (n: number): Uint8Array => merkleLeafHash(crypto, Uint8Array.of(n >> 8, n & 255));
const tree = (count: number): Uint8Array => {
  const nodes = new Uint8Array(count * hashBytes);
  for (let n = 0; n < count; n += 1) nodes.set(leafHash(n), n * hashBytes);
  return nodes;
};

/** The definition in RFC 6962 §2.1, word for word: recursion on the largest power of two below n. */
const definedRoot = (hashes: readonly Uint8Array[]): Uint8Array => {
  if (hashes.length === 1) return hashes[0]!;
  let k = 1;
  while (k * 2 < hashes.length) k *= 2;
  const [left, right] = [definedRoot(hashes.slice(0, k)), definedRoot(hashes.slice(k))];
  return crypto.sha256(Uint8Array.from([1, ...left, ...right]));
};

const sizeAndIndex = fc
  .integer({ min: 1, max: 300 })
  .chain((count) => fc.tuple(fc.constant(count), fc.integer({ min: 0, max: count - 1 })));

describe('Merkle tree hash of RFC 6962', () => {
  test('gives the roots of the reference implementation for 0 to 8 leaves', () => {
    ctRoots.forEach((root, count) => {
      const nodes = ctLeaves.slice(0, count).map((leaf) => merkleLeafHash(crypto, Buffer.from(leaf, 'hex')));
      expect(hex(merkleRoot(crypto, Uint8Array.from(nodes.flatMap((node) => [...node]))))).toBe(root);
    });
  });

  test('equals the recursive definition at every size to 70', () => {
    for (let count = 1; count <= 70; count += 1) {
      const hashes = Array.from({ length: count }, (_, n) => leafHash(n));
      expect(hex(merkleRoot(crypto, tree(count)))).toBe(hex(definedRoot(hashes)));
    }
  });

  test('every index of every size to 70 is proven', () => {
    for (let count = 1; count <= 70; count += 1) {
      const nodes = tree(count);
      const root = merkleRoot(crypto, nodes);
      for (let index = 0; index < count; index += 1) {
        const path = merkleAuditPath(crypto, nodes, index);
        expect(verifyInclusion(crypto, { index, count, leafHash: leafHash(index), path, root })).toBe(true);
      }
    }
  });

  test('a wrong leaf, index, root or path is not proven', () => {
    fc.assert(
      fc.property(sizeAndIndex, fc.nat(299), ([count, index], other) => {
        const nodes = tree(count);
        const claim = {
          index,
          count,
          leafHash: leafHash(index),
          path: merkleAuditPath(crypto, nodes, index),
          root: merkleRoot(crypto, nodes),
        };
        const verify = (change: Partial<typeof claim>): boolean =>
          verifyInclusion(crypto, { ...claim, ...change });
        expect(verify({})).toBe(true);
        expect(verify({ leafHash: leafHash(1000 + index) })).toBe(false);
        expect(verify({ index: other })).toBe(other === index);
        expect(verify({ root: leafHash(2000) })).toBe(false);
        expect(verify({ path: [...claim.path, leafHash(3)] })).toBe(false);
        expect(verify({ path: claim.path.slice(0, -1) })).toBe(count === 1);
        expect(verify({ index: count })).toBe(false);
        expect(verify({ index: -1 })).toBe(false);
        expect(verify({ leafHash: new Uint8Array(31) })).toBe(false);
      }),
    );
  });

  test('an index beyond the tree and nodes of a wrong length are refused', () => {
    expect(() => merkleAuditPath(crypto, tree(3), 3)).toThrow('BT-INPUT-INVALID');
    expect(() => merkleRoot(crypto, new Uint8Array(33))).toThrow('BT-INPUT-INVALID');
  });
});

describe('tree of a code block', () => {
  const keys = deriveCodeKeys(new Uint8Array(32).fill(5), 'ABCDEF');

  test('a code is proven by sealing its own chunk only; the path of a million codes is at most 640 bytes', () => {
    const gtin = '09521234543213';
    const source = { keys, gtin, count: 2 * codesPerChunk + 77 };
    const roots = codeChunkRoots(crypto, source);
    const root = codeTreeRoot(crypto, roots);
    for (const index of [0, 4095, 4096, 8191, 8192, 8268]) {
      const leaf = new TextEncoder().encode(serialPrefix(gtin) + seal(crypto, keys, index));
      const path = codeAuditPath(crypto, source, roots, index);
      const claim = { index, count: source.count, leafHash: merkleLeafHash(crypto, leaf), path, root };
      expect(verifyInclusion(crypto, claim)).toBe(true);
      expect(verifyInclusion(crypto, { ...claim, index: index ^ 1 })).toBe(false);
      expect(path.length).toBeLessThanOrEqual(20);
    }
  });

  test('chunks made apart are the chunks made together', () => {
    const source = { keys, count: codesPerChunk + 10 };
    const parts = [codeChunkRoots(crypto, source, 0, 1), codeChunkRoots(crypto, source, 1, 2)];
    expect(hex(codeChunkRoots(crypto, source))).toBe(parts.map(hex).join(''));
  });

  test('a bad count, chunk or index is refused', () => {
    const source = { keys, count: 10 };
    expect(() => codeChunkRoots(crypto, { keys, count: 0 })).toThrow('BT-INPUT-INVALID');
    expect(() => codeChunkRoots(crypto, source, 0, 2)).toThrow('BT-RANGE-INVALID');
    expect(() => codeAuditPath(crypto, source, new Uint8Array(32), 10)).toThrow('BT-INPUT-INVALID');
    expect(() => codeAuditPath(crypto, source, new Uint8Array(64), 9)).toThrow('BT-INPUT-INVALID');
  });
});
