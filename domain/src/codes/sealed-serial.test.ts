import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { indexLimit } from '../ranges/index.js';
import {
  base32Alphabet,
  codeChunkRoots,
  codeTreeRoot,
  deriveCodeKeys,
  nobleBulkCrypto as crypto,
  readLocator,
  seal,
  sealRange,
  textAt,
  unseal,
  unsealMany,
} from './index.js';

fc.configureGlobal({ seed: 1 });

interface Vectors {
  readonly aes: readonly { key: string; blocks: string; encrypted: string }[];
  readonly sha256: readonly { data: string; digest: string }[];
  readonly leaves: { width: number; leaves: string; digests: string };
  readonly pairs: { pairs: string; digests: string };
  readonly block: { blockKey: string; locator: string; gtin: string; tagKey: string; maskKey: string };
  readonly serials: readonly { index: number; serial: string }[];
  readonly roots: readonly { count: number; root: string }[];
}

const vectors = JSON.parse(readFileSync(new URL('test-vectors.json', import.meta.url), 'utf8')) as Vectors;
const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
const hex = (data: Uint8Array): string => Buffer.from(data).toString('hex');
const keys = deriveCodeKeys(bytes(vectors.block.blockKey), vectors.block.locator);
const otherKeys = deriveCodeKeys(new Uint8Array(32).fill(9), 'ZZZZZZ');
const anyIndex = fc.integer({ min: 0, max: indexLimit - 1 });

describe('portable bulk cryptography is pinned by test vectors', () => {
  test('AES and SHA-256 blocks', () => {
    for (const { key, blocks, encrypted } of vectors.aes) {
      expect(hex(crypto.aesEcbEncrypt(bytes(key), bytes(blocks)))).toBe(encrypted);
    }
    for (const { data, digest } of vectors.sha256) expect(hex(crypto.sha256(bytes(data)))).toBe(digest);
    const { leaves, pairs } = vectors;
    expect(hex(crypto.sha256Leaves(bytes(leaves.leaves), leaves.width))).toBe(leaves.digests);
    expect(hex(crypto.sha256Pairs(bytes(pairs.pairs)))).toBe(pairs.digests);
  });

  test('keys, serials and roots of a block: codes already printed stay readable', () => {
    expect([hex(keys.tagKey), hex(keys.maskKey)]).toEqual([vectors.block.tagKey, vectors.block.maskKey]);
    for (const { index, serial } of vectors.serials) expect(seal(crypto, keys, index)).toBe(serial);
    for (const { count, root } of vectors.roots) {
      const source = { keys, gtin: vectors.block.gtin, count };
      expect(hex(codeTreeRoot(crypto, codeChunkRoots(crypto, source)))).toBe(root);
    }
  });
});

describe('sealed serials', () => {
  test('every index comes back from its serial (R-4.2.6a)', () => {
    fc.assert(
      fc.property(anyIndex, (index) => {
        const serial = seal(crypto, keys, index);
        expect(serial).toMatch(/^[0-9A-HJKMNP-TV-Z]{17}$/u);
        expect(readLocator(serial)).toBe(keys.locator);
        expect(unseal(crypto, keys, serial)).toEqual({ locator: keys.locator, index });
      }),
    );
  });

  test('10,000 codes are 10,000 different codes, in bulk as one by one (R-4.2.6a)', () => {
    const packed = sealRange(crypto, keys, 61_000, 71_000, '/T/');
    const all = Array.from({ length: 10_000 }, (_, at) => textAt(packed, at));
    expect(new Set(all).size).toBe(10_000);
    for (const at of [0, 1, 4535, 4536, 9999]) expect(all[at]).toBe(`/T/${seal(crypto, keys, 61_000 + at)}`);
  });

  test('a serial with any one character changed is refused', () => {
    fc.assert(
      fc.property(
        anyIndex,
        fc.integer({ min: 0, max: 16 }),
        fc.integer({ min: 1, max: 31 }),
        (index, at, shift) => {
          const serial = seal(crypto, keys, index);
          const changed = base32Alphabet[(base32Alphabet.indexOf(serial[at]!) + shift) % 32]!;
          const forged = serial.slice(0, at) + changed + serial.slice(at + 1);
          expect(unsealMany(crypto, keys, [forged, serial])).toEqual([undefined, index]);
          expect(() => unseal(crypto, keys, forged)).toThrow('BT-CODE-FORGED');
        },
      ),
      { seed: 20_260_101, numRuns: 500 },
    );
  });

  test('50,000 guessed serials of a block are all refused', () => {
    const random = fc.sample(
      fc.array(fc.constantFrom(...Array.from(base32Alphabet)), { minLength: 11, maxLength: 11 }),
      {
        seed: 7,
        numRuns: 50_000,
      },
    );
    const guesses = random.map((digits) => keys.locator + digits.join(''));
    expect(unsealMany(crypto, keys, guesses).filter((index) => index !== undefined)).toEqual([]);
  });

  test("another block's key opens nothing, even under this block's locator", () => {
    const impostor = deriveCodeKeys(new Uint8Array(32).fill(3), keys.locator);
    fc.assert(
      fc.property(anyIndex, (index) => {
        const serial = seal(crypto, keys, index);
        expect(unsealMany(crypto, otherKeys, [serial])).toEqual([undefined]);
        expect(unsealMany(crypto, impostor, [serial])).toEqual([undefined]);
      }),
    );
  });

  test('what is no serial is invalid, not forged', () => {
    for (const text of ['', 'ABC', 'U'.repeat(17), '7b4txqgvkbwpj4m24', '７'.repeat(17)]) {
      expect(() => unseal(crypto, keys, text)).toThrow('BT-CODE-INVALID');
      expect(unsealMany(crypto, keys, [text])).toEqual([undefined]);
    }
  });

  test('indexes beyond a block, wrong keys and suites that are not built are refused', () => {
    for (const [from, upto] of [
      [-1, 1],
      [5, 5],
      [0, indexLimit + 1],
      [0.5, 2],
    ] as const) {
      expect(() => sealRange(crypto, keys, from, upto)).toThrow('BT-RANGE-INVALID');
    }
    expect(() => deriveCodeKeys(new Uint8Array(16), 'ZZZZZZ')).toThrow('BT-INPUT-INVALID');
    expect(() => deriveCodeKeys(new Uint8Array(32), 'zzzzzz')).toThrow('BT-INPUT-INVALID');
    expect(() => deriveCodeKeys(new Uint8Array(32), 'ZZZZZZ', 2)).toThrow('BT-INPUT-INVALID');
  });
});
