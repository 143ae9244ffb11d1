import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import { isAlive, residentBytes, startTimeOf, ticksOf } from './process-identity.js';

test('a process is alive until it ends', async () => {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { stdio: 'ignore' });
  await once(child, 'spawn');
  const identity = { pid: child.pid!, startTime: startTimeOf(child.pid!)! };
  expect(isAlive(identity)).toBe(true);
  expect(residentBytes(identity.pid)).toBeGreaterThan(1024);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(isAlive(identity)).toBe(false);
});

test('another process with a number that was used before is not taken for the old one', () => {
  const startTime = startTimeOf(process.pid)!;
  expect(isAlive({ pid: process.pid, startTime })).toBe(true);
  expect(isAlive({ pid: process.pid, startTime: `${startTime}0` })).toBe(false);
  expect(isAlive({ pid: process.pid, startTime: `another-boot/${startTime.split('/')[1] ?? ''}` })).toBe(
    false,
  );
});

test('the start time is found after a program name with spaces and parentheses', () => {
  const fields = [...'S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4711 20'.split(' ')].join(' ');
  expect(ticksOf(`77 (a ) (b) ${fields}`)).toBe('4711');
});

test('a process that has ended and waits for its parent does not run', () => {
  expect(ticksOf('77 (peer) Z 1 2 3')).toBeUndefined();
});
