import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { BlockCutter } from './block-cutter.js';

let batches: number[][];
let cutter: BlockCutter;

beforeEach(() => {
  jest.useFakeTimers();
  batches = [];
  cutter = new BlockCutter({ maxCount: 3, preferredBytes: 100, timeoutMs: 20 }, (batch) => {
    batches.push(batch.map(({ length }) => length));
  });
});

afterEach(() => {
  jest.useRealTimers();
});

const add = (...sizes: number[]): void => {
  for (const size of sizes) cutter.add(Buffer.alloc(size));
};

describe('blocks are cut (orderer/common/blockcutter/blockcutter.go)', () => {
  test('when the count is reached', () => {
    add(1, 1, 1, 1);
    expect(batches).toEqual([[1, 1, 1]]);
  });

  test('before the preferred size is exceeded', () => {
    add(60, 50);
    expect(batches).toEqual([[60]]);
  });

  test('a larger message gets a block of its own', () => {
    add(10, 150, 10);
    expect(batches).toEqual([[10], [150]]);
  });

  test('when the first message has waited long enough, and never empty', () => {
    add(1);
    jest.advanceTimersByTime(19);
    add(1);
    expect(batches).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(batches).toEqual([[1, 1]]);
    jest.advanceTimersByTime(100);
    expect(batches).toHaveLength(1);
  });
});
