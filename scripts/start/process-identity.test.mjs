import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { identityOf, isAlive, parseStat } from './process-identity.mjs';

const sleeper = () => spawn('sleep', ['60'], { stdio: 'ignore' });

describe('which process a number means', () => {
  test('a name with spaces and parentheses does not shift the fields', () => {
    const fields = ['S', ...Array.from({ length: 18 }, (_, at) => at + 4), 987654, 'rest'];
    expect(parseStat(`42 (a) b (c) ${fields.join(' ')}`)).toEqual({ state: 'S', startTime: '987654' });
  });

  test('a running process is recognised, also later', () => {
    const own = identityOf(process.pid);
    expect(own).toMatchObject({ pid: process.pid });
    expect(isAlive(own)).toBe(true);
  });

  test('the same number with another start time, or from before a reboot, is another process', () => {
    const own = identityOf(process.pid);
    expect(isAlive({ ...own, startTime: String(Number(own.startTime) - 1) })).toBe(false);
    expect(isAlive({ ...own, boot: 'another' })).toBe(false);
  });

  test('an ended process is not alive', async () => {
    const child = sleeper();
    const identity = identityOf(child.pid);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isAlive(identity)).toBe(false);
    expect(identityOf(child.pid)).toBeUndefined();
  });
});
