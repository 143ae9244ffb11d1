import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { baseEnvironment } from './base-environment.js';
import { DetachedProcesses } from './detached-processes.js';
import { isPortFree } from './port-check.js';
import { isAlive } from './process-identity.js';
import type { ProcessPlan } from './process-plan.js';

const idle = 'setInterval(() => {}, 60000)';

let folder: string;
let processes: DetachedProcesses;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fabric-processes-'));
  processes = new DetachedProcesses(join(folder, 'processes.json'), join(folder, 'logs'));
});

afterEach(async () => {
  await Promise.all(
    processes.records().map(({ id }) => processes.stop(id, { signal: 'SIGKILL', forget: true })),
  );
  rmSync(folder, { recursive: true });
});

function plan(code: string, other: Partial<ProcessPlan> = {}): ProcessPlan {
  return {
    id: 'peer0-gd',
    kind: 'peer',
    program: process.execPath,
    args: ['-e', code],
    cwd: folder,
    env: baseEnvironment(),
    ports: [],
    isReady: () => Promise.resolve(readFileSync(processes.logOf('peer0-gd'), 'utf8').includes('up')),
    ...other,
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const listens = (port: number): string =>
  `require('net').createServer().listen(${port}, '127.0.0.1', () => console.log('up'))`;

describe('processes that outlive the command that starts them', () => {
  test('start once, however often they are started', async () => {
    expect(await processes.start(plan(idle))).toBe('started');
    const [first] = processes.records();
    expect(await processes.start(plan(idle))).toBe('running');
    expect(processes.records()).toEqual([first]);
  });

  test('start anew when the recorded process is gone', async () => {
    await processes.start(plan(idle));
    const [first] = processes.records();
    process.kill(first!.pid, 'SIGKILL');
    while (isAlive(first!)) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(processes.isRunning('peer0-gd')).toBe(false);
    expect(await processes.start(plan(idle))).toBe('started');
  });

  test('see nothing of the operator’s CORE_, ORDERER_ and FABRIC_ variables', async () => {
    const inherited = {
      PATH: '/bin',
      HOME: '/root',
      CORE_PEER_ID: 'x',
      ORDERER_X: '',
      FABRIC_CFG_PATH: '/etc',
    };
    expect(baseEnvironment(inherited)).toEqual({ PATH: '/bin', HOME: '/root' });
    await processes.start(plan(`console.log(Object.keys(process.env).join(), 'up'); ${idle}`));
    await processes.ready(plan(idle));
    const names = readFileSync(processes.logOf('peer0-gd'), 'utf8').split(' ')[0]!.split(',');
    const known = [...Object.keys(baseEnvironment()), 'BAYTRACE_FABRIC_PROCESS'];
    expect(names.filter((name) => !known.includes(name))).toEqual([]);
  });

  test('that end while starting are reported with the last lines of their log', async () => {
    const failing = plan(`console.error('panic: no such key'); process.exit(2)`, {
      isReady: () => Promise.resolve(false),
    });
    await processes.start(failing);
    await expect(processes.ready(failing)).rejects.toMatchObject({
      code: 'BT-FABRIC-PROCESS-FAILED',
      message: expect.stringContaining('panic: no such key'),
    });
  });

  test('whose program cannot be started are reported by name', async () => {
    await expect(processes.start(plan(idle, { program: join(folder, 'absent') }))).rejects.toMatchObject({
      code: 'BT-FABRIC-PROCESS-FAILED',
      message: expect.stringContaining('peer0-gd could not be started'),
    });
  });

  test('that do not answer in time are reported, and run on', async () => {
    const slow = plan(idle, { isReady: () => Promise.resolve(false) });
    await processes.start(slow);
    await expect(processes.ready(slow, 50)).rejects.toMatchObject({ code: 'BT-FABRIC-NOT-READY' });
    expect(processes.isRunning('peer0-gd')).toBe(true);
  });

  test('do not start when another program has their port; the message names port and purpose', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    await expect(
      processes.start(plan(idle, { ports: [{ port, purpose: 'operations' }] })),
    ).rejects.toMatchObject({
      code: 'BT-FABRIC-PORT-TAKEN',
      message: expect.stringContaining(`Port ${port} (operations of peer0-gd) is taken`),
    });
    await new Promise((resolve) => other.close(resolve));
  });

  test('are found again when their record was lost', async () => {
    const port = await freePort();
    const server = plan(listens(port), { ports: [{ port, purpose: 'service' }] });
    await processes.start(server);
    await processes.ready(server);
    const [record] = processes.records();
    rmSync(join(folder, 'processes.json'));
    expect(await processes.start(server)).toBe('running');
    expect(processes.records()).toEqual([record]);
  });

  test('end with everything they have started', async () => {
    const port = await freePort();
    const child = JSON.stringify(listens(port));
    const parent = plan(
      `require('child_process').spawn(process.execPath, ['-e', ${child}], {stdio: 'inherit'}); ${idle}`,
    );
    await processes.start(parent);
    await processes.ready(parent);
    expect(await isPortFree(port)).toBe(false);
    await processes.stop('peer0-gd');
    while (!(await isPortFree(port))) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(processes.records()).toMatchObject([{ id: 'peer0-gd', stopped: true }]);
  });
});
