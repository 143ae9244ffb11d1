import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ConnectionFile, NetworkStatus } from '../src/testing/start-fabric.js';
import { freeBasePort } from '../src/testing/start-fabric.js';
import { command, RunningCommand, until } from './support/command-line.js';
import { describeWithFabric } from './support/with-fabric.js';

describeWithFabric('bringing up a network', () => {
  let state: string;
  let none: string;
  let up: string[];

  beforeAll(async () => {
    state = mkdtempSync(join(tmpdir(), 'fabric-up-'));
    none = `${state}-none.json`;
    writeFileSync(none, '{"chaincodes":[]}');
    up = ['up', '--state', state, '--base-port', String(await freeBasePort()), '--definitions', none];
  });

  afterAll(async () => {
    await command(['down', '--clean', '--state', state]);
    rmSync(none);
    expect(existsSync(state)).toBe(false);
  });

  const at = (...parts: string[]): string => join(state, ...parts);
  const recorded = (): { id: string; pid: number }[] =>
    existsSync(at('processes.json'))
      ? (JSON.parse(readFileSync(at('processes.json'), 'utf8')) as { id: string; pid: number }[])
      : [];

  async function status(): Promise<NetworkStatus> {
    const { stdout } = await command(['status', '--json', '--state', state]);
    return JSON.parse(stdout) as NetworkStatus;
  }

  test('a taken port is named with the node that wants it, and nothing is created', async () => {
    const port = Number(up[4]) + 102;
    const other = createServer().listen(port, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { code, stderr } = await command(up);
    await new Promise((resolve) => other.close(resolve));
    expect(code).toBe(1);
    expect(stderr).toContain(`BT-FABRIC-PORT-TAKEN: Port ${port} (operations of peer0-gd) is taken`);
    expect(readdirSync(state)).toEqual([]);
  });

  test('a creation that is killed at any step goes on where it stopped', async () => {
    const joined = (node: string, folder: string): boolean => existsSync(at('nodes', node, 'data', folder));
    const steps: Record<string, () => boolean> = {
      'settings written': () => existsSync(at('network.json')),
      'keys half made': () => readdirSync(state).some((name) => name.endsWith('.part')),
      'keys made': () => existsSync(at('crypto')),
      'genesis block made': () => existsSync(at('channel', 'baytrace.block')),
      'first node started': () => recorded().length >= 1,
      'fourth node started': () => recorded().length >= 4,
      'an orderer joining': () => joined('orderer-hk', 'etcdraft/wal/baytrace'),
      'a peer joining': () => joined('peer0-mo', 'ledgersData/chains/chains/baytrace'),
    };
    for (const [step, reached] of Object.entries(steps)) {
      const run = RunningCommand.start(up);
      await until(step, () => reached() || !run.running);
      run.kill('SIGKILL');
      expect({ step, ...(await run.end()) }).toMatchObject({ step, code: null, stderr: '' });
    }
    expect(await command(up)).toMatchObject({ code: 0, stderr: '' });
    const { ready, processes } = await status();
    expect(ready).toBe(true);
    expect(processes.map(({ height }) => height)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(new Set(recorded().map(({ id }) => id)).size).toBe(6);
  });

  test('the connection file names a user and an administrator of each jurisdiction', () => {
    const { kind, channel, orgs } = JSON.parse(readFileSync(at('connection.json'), 'utf8')) as ConnectionFile;
    expect({ kind, channel }).toEqual({ kind: 'fabric', channel: 'baytrace' });
    expect(orgs.map(({ mspId }) => mspId)).toEqual(['GuangdongMSP', 'HongKongMSP', 'MacaoMSP']);
    for (const { tlsCaCert, userCert, userKey, adminCert, adminKey } of orgs) {
      for (const file of [tlsCaCert, userCert, userKey, adminCert, adminKey]) {
        expect(statSync(file).mode & 0o777).toBe(0o600);
      }
    }
  });

  test('keys, ledgers and logs are closed to other users of the machine', () => {
    const entries = readdirSync(state, { recursive: true, withFileTypes: true });
    const open = entries.filter((entry) => statSync(join(entry.parentPath, entry.name)).mode & 0o077);
    // LevelDB and goleveldb name their own modes; the folders above them are closed
    expect(open.filter((entry) => !entry.parentPath.includes(at('nodes')))).toEqual([]);
    expect(statSync(at('nodes', 'peer0-gd')).mode & 0o777).toBe(0o700);
  });

  test('changed settings are refused', async () => {
    const { code, stderr } = await command([...up, '--consensus', 'bft']);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining('was created with --consensus raft (now asked for: bft)') as unknown,
    });
  });

  test('missing programs are named', async () => {
    const { code, stderr } = await command(up, { FABRIC_BIN: '', XDG_CACHE_HOME: state, PATH: '/nowhere' });
    expect(code).toBe(1);
    expect(stderr).toContain(
      'BT-FABRIC-PROGRAM-MISSING: Missing programs of Hyperledger Fabric: peer, orderer',
    );
  });

  test('up again changes nothing', async () => {
    const before = recorded();
    const { stdout } = await command(up);
    expect(stdout).toContain('all orderers and peers are running');
    expect(recorded()).toEqual(before);
  });

  test('whatever was killed runs again after up, and what ran was left alone', async () => {
    const before = recorded();
    for (const id of ['orderer-gd', 'peer0-hk']) {
      process.kill(before.find((record) => record.id === id)!.pid, 'SIGKILL');
    }
    await until('both are seen dead', async () => {
      const { processes } = await status();
      return processes.filter((process) => process.state === 'dead').length === 2;
    });
    expect(await command(up)).toMatchObject({ code: 0 });
    expect(await status()).toMatchObject({ ready: true });
    const kept = recorded().filter(({ id, pid }) => before.some((old) => old.id === id && old.pid === pid));
    expect(kept.map(({ id }) => id).sort()).toEqual(['orderer-hk', 'orderer-mo', 'peer0-gd', 'peer0-mo']);
  });

  test('run adopts a running network, restarts what dies, leaves stopped what was stopped', async () => {
    const run = RunningCommand.start(['run', ...up.slice(1)]);
    await until('ready line', () => run.stdout.includes('fabric network ready:'));
    expect(run.stdout).toContain('all orderers and peers are running');
    expect(await command(['stop', 'peer0-mo', '--state', state])).toMatchObject({ code: 0 });
    const { pid } = recorded().find(({ id }) => id === 'peer0-gd')!;
    process.kill(pid, 'SIGKILL');
    await until('restart of the peer', () => run.stdout.includes('peer0-gd had ended and was started again'));
    const stopped = (await status()).processes.find(({ id }) => id === 'peer0-mo');
    expect(stopped).toMatchObject({ state: 'stopped', pid: null });
    expect(await command(['start', 'peer0-mo', '--state', state])).toMatchObject({ code: 0 });
    run.kill('SIGTERM');
    expect(await run.end()).toMatchObject({ code: 0, stderr: '' });
    expect(recorded()).toEqual([]);
  });

  test('ledgers survive down; a process without the network’s programs can still be taken down', async () => {
    expect(await command(up)).toMatchObject({ code: 0 });
    expect((await status()).processes.map(({ height }) => height)).toEqual([1, 1, 1, 1, 1, 1]);
    const { code } = await command(['down', '--state', state], { FABRIC_BIN: '/nowhere' });
    expect(code).toBe(0);
    const after = await command(['status', '--state', state]);
    expect(after).toMatchObject({ code: 3, stdout: expect.stringContaining('not ready') as unknown });
  });

  test('lost keys are not replaced by new ones that the ledgers would not know', async () => {
    const kept = readFileSync(at('channel', 'baytrace.block'));
    rmSync(at('channel', 'baytrace.block'));
    const { stderr } = await command(up);
    expect(stderr).toContain('BT-FABRIC-STATE-DAMAGED');
    writeFileSync(at('channel', 'baytrace.block'), kept);
  });

  test('stop and start of an unknown process list those there are', async () => {
    const { code, stderr } = await command(['stop', 'peer9-gd', '--state', state]);
    expect(code).toBe(1);
    expect(stderr).toContain('no process called peer9-gd; it has orderer-gd, orderer-hk');
  });
});
