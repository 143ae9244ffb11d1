import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { ledger } from '@hyperledger/fabric-protos';
import fc from 'fast-check';
import { RangeResultsCollector, sameSummary, type RangeResults } from './range-summary.js';

const { kvrwset } = ledger.rwset;

const hash = (...parts: readonly Uint8Array[]): Buffer =>
  createHash('sha256').update(Buffer.concat(parts)).digest();

function results(count: number, maxDegree: number, changed = -1): RangeResults {
  const collector = new RangeResultsCollector(maxDegree);
  for (let i = 0; i < count; i += 1) collector.add(`key-${i}`, { block: i, tx: i === changed ? 1 : 0 });
  return collector.done();
}

/** Hash of reads `from` to `to`, exclusive, as a leaf of the tree. */
function leaf(from: number, to: number): Buffer {
  const reads = new kvrwset.QueryReads();
  for (let i = from; i < to; i += 1) {
    const version = new kvrwset.Version();
    version.setBlockNum(i);
    const read = new kvrwset.KVRead();
    read.setKey(`key-${i}`);
    read.setVersion(version);
    reads.addKvReads(read);
  }
  return hash(reads.serializeBinary());
}

const leaves = (count: number, size: number): Buffer[] =>
  Array.from({ length: Math.ceil(count / size) }, (_, i) => leaf(i * size, Math.min(count, (i + 1) * size)));

function hashesOf({ summary }: RangeResults): { level: number; hashes: string[] } {
  return {
    level: summary?.getMaxLevel() ?? 0,
    hashes: (summary?.getMaxLevelHashesList_asU8() ?? []).map((bytes) => Buffer.from(bytes).toString('hex')),
  };
}

const hex = (...hashes: readonly Buffer[]): string[] => hashes.map((bytes) => bytes.toString('hex'));

describe('range results (rwsetutil/query_results_helper.go, the cases of its own tests)', () => {
  test('up to maxDegree results are recorded as they are', () => {
    const { reads, summary } = results(3, 3);
    expect([reads.length, summary]).toEqual([3, undefined]);
  });

  test('9 results of degree 3 are three leaves on level 1', () => {
    expect(hashesOf(results(9, 3))).toEqual({ level: 1, hashes: hex(...leaves(9, 4)) });
  });

  test('25 results of degree 3 reach level 2', () => {
    const l = leaves(25, 4);
    expect(hashesOf(results(25, 3))).toEqual({
      level: 2,
      hashes: hex(hash(...l.slice(0, 4)), hash(...l.slice(4))),
    });
  });

  test('65 results of degree 3: a single leaf goes up two levels unchanged', () => {
    const l = leaves(65, 4);
    const second = [0, 4, 8, 12].map((i) => hash(...l.slice(i, i + 4)));
    expect(hashesOf(results(65, 3))).toEqual({ level: 3, hashes: hex(hash(...second), l[16]!) });
  });

  test('24 results of degree 2: the highest level is raised at the end', () => {
    const l = leaves(24, 3);
    const second = [hash(...l.slice(0, 3)), hash(...l.slice(3, 6)), hash(...l.slice(6))];
    expect(hashesOf(results(24, 2))).toEqual({ level: 3, hashes: hex(hash(...second)) });
  });

  test('45 results of degree 2: an empty first level is skipped', () => {
    const l = leaves(45, 3);
    const second = [0, 3, 6, 9, 12].map((i) => hash(...l.slice(i, i + 3)));
    expect(hashesOf(results(45, 2))).toEqual({
      level: 3,
      hashes: hex(hash(...second.slice(0, 3)), hash(...second.slice(3))),
    });
  });

  test('any changed version and any other number of results gives another summary', () => {
    const size = fc.integer({ min: 6, max: 300 });
    fc.assert(
      fc.property(size, fc.nat(), fc.integer({ min: 2, max: 5 }), (count, at, degree) => {
        const { summary } = results(count, degree);
        expect(sameSummary(summary!, results(count, degree).summary)).toBe(true);
        expect(sameSummary(summary!, results(count, degree, at % count).summary)).toBe(false);
        expect(sameSummary(summary!, results(count + 1, degree).summary)).toBe(false);
      }),
    );
  });
});
