import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { withStateLock } from './state-lock.js';

let folder: string;
let lock: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fabric-lock-'));
  lock = join(folder, 'lock.json');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('two commands change a network one after the other', async () => {
  const steps: string[] = [];
  const work = (name: string) => async (): Promise<void> => {
    steps.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 20));
    steps.push(`${name} ends`);
  };
  await Promise.all([withStateLock(lock, work('one')), withStateLock(lock, work('two'))]);
  expect(steps).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
});

test('the lock of a command that was killed is taken over', async () => {
  writeFileSync(lock, JSON.stringify({ pid: process.pid, startTime: 'long ago' }));
  expect(await withStateLock(lock, () => Promise.resolve(readdirSync(folder)))).toEqual(['lock.json']);
});

test('work that fails releases the lock', async () => {
  await expect(withStateLock(lock, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(existsSync(lock)).toBe(false);
});
