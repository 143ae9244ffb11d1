import { describe, expect, test } from '@jest/globals';
import { within } from './time-limit.js';

const late = (): Error => new Error('too late');

describe('a time limit', () => {
  test('passes on what comes in time, errors included', async () => {
    expect(await within(Promise.resolve(1), 1_000, late)).toBe(1);
    await expect(within(Promise.reject(new Error('own')), 1_000, late)).rejects.toThrow('own');
  });

  test('is an error of its own when time is up; a later failure hurts nobody', async () => {
    let fail = (): void => undefined;
    const slow = new Promise((_, reject) => {
      fail = () => {
        reject(new Error('later'));
      };
    });
    await expect(within(slow, 5, late)).rejects.toThrow('too late');
    fail();
  });
});
