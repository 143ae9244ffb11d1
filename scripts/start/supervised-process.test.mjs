import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openProcessRegister } from './process-register.mjs';
import { saidReady } from './readiness.mjs';
import { nextPause, StartFailed, SupervisedProcess } from './supervised-process.mjs';

let folder;
let said;
let pids;
let supervised;
const begin = (script, plan = {}) => {
  const house = {
    logs: folder,
    register: openProcessRegister(join(folder, 'processes.json')),
    say: (line) => said.push(line),
    onPid: (_, pid) => pids.push(pid),
  };
  supervised = new SupervisedProcess(
    {
      name: 'clerk',
      title: 'the clerk',
      command: 'sh',
      args: ['-c', script],
      isReady: ({ log, offset }) => saidReady(log, offset),
      readyWithinMs: 5000,
      ...plan,
    },
    house,
  );
  return supervised.start();
};
const until = async (condition) => {
  for (let waited = 0; waited < 5000 && !condition(); waited += 20) await delay(20);
  expect(condition()).toBe(true);
};
const ready = `echo '{"ready":true}'; exec sleep 60`;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baytrace-process-'));
  [said, pids] = [[], []];
});
afterEach(async () => {
  await supervised?.stop();
  rmSync(folder, { recursive: true });
});

describe('a supervised process', () => {
  test('killed, it is said, started again with a new number, and noted on disk', async () => {
    await begin(ready);
    process.kill(supervised.pid, 'SIGKILL');
    await until(() => said.some((line) => line.startsWith('the clerk runs again')));
    expect(said[0]).toBe('the clerk ended (SIGKILL); starting it again in 0.5 s');
    expect(pids).toHaveLength(2);
    expect(pids[1]).not.toBe(pids[0]);
    expect(JSON.parse(readFileSync(join(folder, 'processes.json'), 'utf8'))[0].pid).toBe(pids[1]);
  });

  test('that never becomes ready fails with the end of its log', async () => {
    const attempt = begin('echo "the drawer is locked" >&2; exit 3');
    await expect(attempt).rejects.toThrow(StartFailed);
    await expect(attempt).rejects.toThrow(/does not start.*the drawer is locked/su);
  });

  test('stopped, it is not started again', async () => {
    await begin(ready);
    await supervised.stop();
    await delay(700);
    expect(pids).toHaveLength(1);
    expect(said).toEqual([]);
  });

  test('that does not listen is killed after its time', async () => {
    await begin(`trap '' TERM; echo '{"ready":true}'; while :; do sleep 0.05; done`, { stopWithinMs: 200 });
    await supervised.stop();
    expect(said).toEqual(['the clerk did not stop in 0.2 s and was killed']);
  });

  test('a program that is not there fails, too', async () => {
    await expect(begin('', { command: join(folder, 'nothing-here') })).rejects.toThrow(StartFailed);
  });

  test('the pause doubles from 0.5 s to 10 s and is short again after a sound life', () => {
    expect([500, 1000, 8000, 10_000].map((pause) => nextPause(pause, 100))).toEqual([
      1000, 2000, 10_000, 10_000,
    ]);
    expect(nextPause(10_000, 60_000)).toBe(500);
  });
});
