import { describe, expect, test } from '@jest/globals';
import { emptyTally, oneCheck, oneSkip, sumOf, verdictOf } from './tally.mjs';

const tally = sumOf([oneCheck(true), oneCheck(true), oneSkip('browser: no Chromium')]);

describe('the last line of npm test (charter §9)', () => {
  test('counts passed, failed and skipped', () => {
    expect(verdictOf(tally, false)).toMatchObject({ line: '2 passed, 0 failed, 1 skipped', exitCode: 0 });
  });

  test('in CI a skip is a failure', () => {
    expect(verdictOf(tally, true)).toMatchObject({ line: '2 passed, 1 failed, 0 skipped', exitCode: 1 });
  });

  test('in CI only missing Fabric binaries may be skipped', () => {
    const verdict = verdictOf(sumOf([oneCheck(true), oneSkip('conformance: no Fabric binaries')]), true);
    expect(verdict).toMatchObject({ line: '1 passed, 0 failed, 1 skipped', exitCode: 0 });
  });

  test('one failure fails the run, and so does a run that found nothing', () => {
    expect(verdictOf(sumOf([oneCheck(true), oneCheck(false)]), false).exitCode).toBe(1);
    expect(verdictOf(emptyTally(), false).exitCode).toBe(1);
  });
});
