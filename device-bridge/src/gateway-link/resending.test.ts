import { describe, expect, test } from '@jest/globals';
import { RefillAsking } from './refill-asking.js';
import { resendingOf } from './resending.js';
import type { Resending } from './resending.js';

describe('sending again', () => {
  test('a report waits ever longer up to 30 s, and from the start again after an answer', () => {
    const all = new Map<string, Resending>();
    const due: number[] = [];
    for (let now = 0; now <= 100_000; now += 500)
      if (resendingOf(all, 'job', 0).takeDue(3, now)) due.push(now);
    expect(due).toEqual([0, 2000, 6000, 14_000, 30_000, 60_000, 90_000]);
    expect(resendingOf(all, 'job', 1).takeDue(3, 91_000)).toBe(false);
    expect(resendingOf(all, 'job', 1).takeDue(3, 92_000)).toBe(true);
  });

  test('codes are asked for when all asked for came, and again when they stay away', () => {
    const asking = new RefillAsking();
    expect(asking.isDue('job', 0, 0)).toBe(true);
    asking.asked('job', 0, 2000, 0);
    expect(asking.isDue('job', 500, 900)).toBe(false);
    expect(asking.isDue('job', 500, 1800)).toBe(false);
    expect(asking.isDue('job', 500, 1900)).toBe(true);
    expect(asking.isDue('job', 2000, 1000)).toBe(true);
    expect(asking.isDue('other', 0, 1000)).toBe(true);
    asking.forget();
    expect(asking.isDue('job', 500, 1000)).toBe(true);
  });
});
