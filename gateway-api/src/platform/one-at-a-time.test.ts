import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { OneAtATime } from './one-at-a-time.js';

describe('work under one key', () => {
  test('runs in the order asked, one at a time, also after a failure; other keys go ahead', async () => {
    const queue = new OneAtATime();
    const log: string[] = [];
    const step = (name: string, ms: number) => async (): Promise<string> => {
      log.push(`${name} starts`);
      await delay(ms);
      log.push(`${name} ends`);
      return name;
    };
    const failing = queue.run('a', () => Promise.reject(new Error('no')));
    const all = [queue.run('a', step('a1', 20)), queue.run('a', step('a2', 1)), queue.run('b', step('b', 5))];
    await expect(failing).rejects.toThrow('no');
    expect(await Promise.all(all)).toEqual(['a1', 'a2', 'b']);
    expect(log.filter((line) => line.startsWith('a'))).toEqual([
      'a1 starts',
      'a1 ends',
      'a2 starts',
      'a2 ends',
    ]);
    expect(log.indexOf('b starts')).toBeLessThan(log.indexOf('a1 ends'));
  });
});
