import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { identityOf } from './process-identity.mjs';
import { AlreadyRunning, takeStartLock } from './start-lock.mjs';

let folder;
let lock;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baytrace-lock-'));
  lock = join(folder, 'start.lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('one start at a time', () => {
  test('a second start is told who runs', () => {
    takeStartLock(lock);
    expect(() => takeStartLock(lock)).toThrow(AlreadyRunning);
    expect(() => takeStartLock(lock)).toThrow(String(process.pid));
  });

  test('after a stop the next one may start', () => {
    takeStartLock(lock)();
    expect(existsSync(lock)).toBe(false);
    takeStartLock(lock)();
  });

  test('the lock of a killed start is taken over, without leftovers', () => {
    writeFileSync(lock, JSON.stringify({ ...identityOf(process.pid), startTime: '1' }));
    takeStartLock(lock);
    expect(readdirSync(folder)).toEqual(['start.lock']);
  });
});
