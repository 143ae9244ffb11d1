import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import {
  codeChunkRoots,
  codeTreeRoot,
  deriveCodeKeys,
  nobleBulkCrypto,
  seal,
  sealRange,
  unseal,
} from '@baytrace/domain/codes';
import { nodeBulkCrypto } from './node-bulk-crypto.js';

interface Vectors {
  readonly aes: readonly { key: string; blocks: string; encrypted: string }[];
  readonly sha256: readonly { data: string; digest: string }[];
  readonly leaves: { width: number; leaves: string; digests: string };
  readonly pairs: { pairs: string; digests: string };
  readonly block: { blockKey: string; locator: string; gtin: string };
  readonly serials: readonly { index: number; serial: string }[];
  readonly roots: readonly { count: number; root: string }[];
}

const file = new URL('../../../../domain/src/codes/test-vectors.json', import.meta.url);
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vectors;
const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
const hex = (data: Uint8Array): string => Buffer.from(data).toString('hex');
const keys = deriveCodeKeys(bytes(vectors.block.blockKey), vectors.block.locator);

describe('native bulk cryptography', () => {
  test('gives the pinned AES blocks and digests', () => {
    for (const { key, blocks, encrypted } of vectors.aes) {
      expect(hex(nodeBulkCrypto.aesEcbEncrypt(bytes(key), bytes(blocks)))).toBe(encrypted);
    }
    for (const { data, digest } of vectors.sha256)
      expect(hex(nodeBulkCrypto.sha256(bytes(data)))).toBe(digest);
    const { leaves, pairs } = vectors;
    expect(hex(nodeBulkCrypto.sha256Leaves(bytes(leaves.leaves), leaves.width))).toBe(leaves.digests);
    expect(hex(nodeBulkCrypto.sha256Pairs(bytes(pairs.pairs)))).toBe(pairs.digests);
  });

  test('gives the pinned serials and opens them', () => {
    for (const { index, serial } of vectors.serials) {
      expect(seal(nodeBulkCrypto, keys, index)).toBe(serial);
      expect(unseal(nodeBulkCrypto, keys, serial).index).toBe(index);
    }
  });

  test('gives the pinned Merkle roots of code blocks', () => {
    for (const { count, root } of vectors.roots) {
      const source = { keys, gtin: vectors.block.gtin, count };
      expect(hex(codeTreeRoot(nodeBulkCrypto, codeChunkRoots(nodeBulkCrypto, source)))).toBe(root);
    }
  });

  test('equals the portable one over a long range, and shares no memory with later calls', () => {
    const native = sealRange(nodeBulkCrypto, keys, 60_000, 70_000);
    sealRange(nodeBulkCrypto, keys, 0, 10_000);
    expect(hex(native.bytes)).toBe(hex(sealRange(nobleBulkCrypto, keys, 60_000, 70_000).bytes));
    expect(Buffer.isBuffer(nodeBulkCrypto.sha256(new Uint8Array(1)))).toBe(false);
  });

  test('refuses input that is not whole AES blocks', () => {
    expect(() => nodeBulkCrypto.aesEcbEncrypt(new Uint8Array(16), new Uint8Array(17))).toThrow();
  });
});
