/**
 * `npm start` as a person lives with it: start, a second start, killed processes, a killed start, Ctrl-C. The tests
 * follow each other on one installation.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { removePostgresData } from '../start/postgres/postgres-data.mjs';
import { identityOf, isAlive } from '../start/process-identity.mjs';
import { startInstance } from './instance.mjs';

const state = mkdtempSync(join(tmpdir(), 'baytrace-lifecycle-'));
const started = [];
const start = (...options) => {
  const instance = startInstance(state, ['--no-demo', ...options]);
  started.push(instance);
  return instance;
};
let instance;

const until = async (condition, withinMs) => {
  for (const end = performance.now() + withinMs; performance.now() < end; await delay(100)) {
    if (await condition()) return true;
  }
  return false;
};
const healthOf = async (url) => {
  try {
    return (await fetch(`${url}/api/v1/health/ready`)).status;
  } catch {
    return undefined;
  }
};
const signIn = async (run, { jurisdiction, login, password }) => {
  const response = await fetch(`${run.gateways[jurisdiction].url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password }),
  });
  return response.status;
};
const accountsOf = (run) => JSON.parse(readFileSync(run.accounts, 'utf8'));

beforeAll(async () => {
  instance = start('--lag', 'hk=3');
  await instance.ready(180_000);
}, 200_000);
afterAll(async () => {
  for (const one of started) if (isAlive(identityOf(one.pid) ?? { pid: one.pid })) await one.interrupt();
  removePostgresData({ path: (...parts) => join(state, ...parts) });
  rmSync(state, { recursive: true, force: true });
}, 60_000);

describe('npm start', () => {
  test('writes run.json as soon as all is ready', async () => {
    const run = instance.readRun();
    expect(Object.keys(run)).toEqual(['gateways', 'web', 'ledger', 'mqtt', 'accounts', 'pids', 'state']);
    expect(Object.keys(run.gateways)).toEqual(['gd', 'hk', 'mo']);
    for (const { url } of Object.values(run.gateways)) expect(await healthOf(url)).toBe(200);
    expect(Object.keys(run.pids)).toEqual(
      expect.arrayContaining([
        'start',
        'postgres',
        'ledger',
        'chaincode-gd',
        'gateway-mo',
        'broker',
        'bridge',
        'virtual-coder',
      ]),
    );
    expect(Object.values(run.pids).every((pid) => identityOf(pid) !== undefined)).toBe(true);
  });

  test('gives one administrator and one regulator per jurisdiction, who can sign in', async () => {
    const run = instance.readRun();
    const accounts = accountsOf(run);
    expect(accounts).toHaveLength(6);
    for (const account of accounts) expect(await signIn(run, account)).toBeLessThan(300);
  });

  test('keeps passwords out of the logs', () => {
    const run = instance.readRun();
    const secrets = Object.values(JSON.parse(readFileSync(join(state, 'secrets.json'), 'utf8')));
    for (const name of Object.keys(run.pids).filter((process) => process !== 'start')) {
      const log = readFileSync(join(state, 'logs', `${name}.log`), 'utf8');
      expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
    }
  });

  const lagOfHongKong = async () => {
    const { ledger } = instance.readRun();
    const { peers } = await (await fetch(`${ledger.admin}/status`)).json();
    return peers.find(({ mspId }) => mspId === 'HongKongMSP').lag;
  };

  test('--lag hk=3 lets the peer of Hong Kong run three blocks behind', async () => {
    expect(await lagOfHongKong()).toBe(3);
  });

  test('a second start on the same state says that one runs, and ends', async () => {
    const second = startInstance(state, ['--no-demo']);
    const [code] = await second.exited;
    expect(code).toBe(1);
    expect(second.output()).toMatch(/already running/u);
  });

  test.each(['gateway-gd', 'chaincode-hk', 'broker', 'bridge', 'virtual-coder', 'ledger', 'postgres'])(
    '%s, killed, comes back and run.json tells its new number',
    async (name) => {
      const { pids, gateways } = instance.readRun();
      process.kill(pids[name], 'SIGKILL');
      const isBack = () => instance.readRun().pids[name] !== pids[name];
      expect(await until(isBack, 20_000)).toBe(true);
      const allServe = async () =>
        (await Promise.all(Object.values(gateways).map(({ url }) => healthOf(url)))).every(
          (status) => status === 200,
        );
      expect(await until(allServe, 40_000)).toBe(true);
      expect(instance.output()).toContain('starting it again');
    },
    70_000,
  );

  test('the lag holds also after the ledger was killed', async () => {
    expect(await until(async () => (await lagOfHongKong()) === 3, 10_000)).toBe(true);
  });

  test('after kill -9 of the start itself, the next one ends its orphans, within 20 s, and keeps all', async () => {
    const before = instance.readRun();
    const accounts = accountsOf(before);
    const orphans = Object.entries(before.pids)
      .filter(([name]) => name !== 'start')
      .map(([, pid]) => identityOf(pid));
    await instance.kill();
    expect(orphans.every(isAlive)).toBe(true);
    const from = performance.now();
    instance = start();
    const ended = await until(() => !orphans.some(isAlive), 20_000);
    const run = await until(() => existsSync(instance.runFile), 60_000).then(() => instance.ready(1000));
    expect(ended).toBe(true);
    expect(run.pids.start).toBe(instance.pid);
    expect(accountsOf(run)).toEqual(accounts);
    expect(run.gateways).toEqual(before.gateways);
    expect(await signIn(run, accounts[0])).toBeLessThan(300);
    console.info(`restart after kill -9: ${((performance.now() - from) / 1000).toFixed(1)} s`);
  }, 90_000);

  test('Ctrl-C stops everything within 30 s', async () => {
    const all = Object.values(instance.readRun().pids).map(identityOf);
    const from = performance.now();
    expect(await instance.interrupt()).toBe(0);
    expect(performance.now() - from).toBeLessThan(30_000);
    expect(all.some(isAlive)).toBe(false);
    expect(existsSync(instance.runFile)).toBe(false);
  }, 40_000);
});
