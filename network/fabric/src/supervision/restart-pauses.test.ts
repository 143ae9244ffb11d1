import { expect, test } from '@jest/globals';
import { RestartPauses } from './restart-pauses.js';

/** Pauses of a process that dies as soon as it is started, in seconds. */
function pausesOf(deaths: number): number[] {
  const pauses = new RestartPauses();
  const starts: number[] = [];
  for (let now = 0; starts.length <= deaths; now += 100) {
    if (!pauses.isDue('peer0-gd', now)) continue;
    pauses.started('peer0-gd', now);
    starts.push(now);
  }
  return starts.slice(1).map((start, index) => (start - (starts[index] ?? 0)) / 1000);
}

test('a process that dies is started at once, one that keeps dying ever later, up to 30 s', () => {
  expect(pausesOf(8)).toEqual([1, 2, 4, 8, 16, 30, 30, 30]);
});

test('after a minute of running the count begins anew', () => {
  const pauses = new RestartPauses();
  for (const start of [0, 1_000, 3_000, 7_000]) pauses.started('peer0-gd', start);
  pauses.started('peer0-gd', 70_000);
  expect(pauses.isDue('peer0-gd', 71_000)).toBe(true);
});
