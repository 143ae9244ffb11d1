import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { endOrphans } from './orphans.mjs';
import { writePrivateJson } from './private-files.mjs';
import { identityOf, isAlive } from './process-identity.mjs';
import { openProcessRegister } from './process-register.mjs';

let folder;
let file;
const children = [];
const run = (script) => {
  const child = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  children.push(child);
  return once(child.stdout, 'data').then(() => child);
};
const obedient = () => run('echo ready; exec sleep 60');
const stubborn = () => run("trap '' TERM; echo ready; while :; do sleep 0.05; done");

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baytrace-orphans-'));
  file = join(folder, 'processes.json');
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

describe('what a killed start left behind', () => {
  test('is found in processes.json and ended', async () => {
    const child = await obedient();
    openProcessRegister(file).add('bridge', child.pid, 'SIGTERM');
    const identity = identityOf(child.pid);
    expect(await endOrphans(openProcessRegister(file))).toEqual(['bridge']);
    expect(isAlive(identity)).toBe(false);
    expect(openProcessRegister(file).entries()).toEqual([]);
  });

  test('a stranger who got the same number is left alone', async () => {
    const child = await obedient();
    const identity = identityOf(child.pid);
    writePrivateJson(file, [{ name: 'ledger', stopSignal: 'SIGTERM', ...identity, startTime: '1' }]);
    expect(await endOrphans(openProcessRegister(file))).toEqual([]);
    expect(isAlive(identity)).toBe(true);
  });

  test('one that does not listen is killed', async () => {
    const child = await stubborn();
    openProcessRegister(file).add('gateway-gd', child.pid, 'SIGTERM');
    const identity = identityOf(child.pid);
    await endOrphans(openProcessRegister(file), 300);
    expect(isAlive(identity)).toBe(false);
  });
});
