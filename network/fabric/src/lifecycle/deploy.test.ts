import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDefinitions } from '../chaincode-package/definitions-file.js';
import { openNetwork } from '../network/open-network.js';
import { ifFabricIsHere } from '../testing/if-fabric-is-here.js';
import { startFabric, type FabricForTests } from '../testing/start-fabric.js';
import { deployChaincodes } from './deploy.js';
import { cutOff } from './testing/cut-off.js';
import { Load } from './testing/load.js';
import { probe } from './testing/probe-chaincode.js';
import { ProbeClients } from './testing/probe-client.js';

ifFabricIsHere('chaincode on a network of three jurisdictions', () => {
  let folder: string;
  let fabric: FabricForTests;
  let clients: ProbeClients;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'baytrace-deploy-'));
    fabric = await startFabric({ definitions: probe(folder, '1', 1) });
    clients = new ProbeClients(fabric.connection);
  }, 120_000);

  afterAll(async () => {
    clients.close();
    await fabric.remove();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const servers = async (): Promise<string[]> =>
    (await fabric.status()).processes.filter(({ kind }) => kind === 'chaincode').map(({ id }) => id);

  test('is served in each of them after one deployment', async () => {
    expect(await clients.evaluateEverywhere('version')).toEqual(['1', '1', '1']);
    expect(await servers()).toEqual([
      expect.stringMatching(/^probe_1_[0-9a-f]{12}-gd$/),
      expect.stringMatching(/^probe_1_[0-9a-f]{12}-hk$/),
      expect.stringMatching(/^probe_1_[0-9a-f]{12}-mo$/),
    ]);
  });

  test('stays as it is when the same definition is deployed again', async () => {
    const before = (await fabric.status()).processes.map(({ pid }) => pid);
    await fabric.deploy(probe(folder, '1', 1));
    expect((await fabric.status()).processes.map(({ pid }) => pid)).toEqual(before);
  });

  test('is not changed by new bytes under the same version and sequence; the refusal names both packages', async () => {
    const changed = probe(folder, '1', 1);
    writeFileSync(join(folder, 'probe-1', 'probe.cjs'), 'process.exit(0);');
    await expect(fabric.deploy(changed)).rejects.toMatchObject({
      code: 'BT-FABRIC-CHAINCODE-SEQUENCE',
      message: expect.stringMatching(
        /committed as version 1, sequence 1, package probe_1_\w+:\w{64}; its definition says version 1, sequence 1, package probe_1_\w+:\w{64}\. .*raise the sequence to 2/,
      ) as unknown,
    });
    expect(await clients.evaluateEverywhere('version')).toEqual(['1', '1', '1']);
  });

  test.each([
    ['another policy', { policy: "OR('GuangdongMSP.peer')" }, /with another endorsement policy/],
    [
      'other collections',
      { collections: [{ name: 'c', policy: "OR('MacaoMSP.member')" }] },
      /with other collections/,
    ],
    ['another version', { version: '1.1' }, /says version 1\.1, sequence 1/],
    ['a sequence that leaps', { sequence: 3 }, /The next is 2|the next is 2/],
  ])('is not changed to %s without the next sequence', async (_case, more, message) => {
    await expect(fabric.deploy(probe(folder, '1', 1, more))).rejects.toMatchObject({
      code: 'BT-FABRIC-CHAINCODE-SEQUENCE',
      message: expect.stringMatching(message) as unknown,
    });
  });

  test('restarts from the approved bytes even when a build has replaced them since', async () => {
    writeFileSync(join(folder, 'probe-1', 'probe.cjs'), 'process.exit(0);');
    const [server = ''] = await servers();
    await fabric.stop(server, 'SIGKILL');
    await fabric.start(server);
    expect(await clients.evaluateEverywhere('version')).toEqual(['1', '1', '1']);
  });

  test('is deployed by deploying again, wherever the deployment before was cut off', async () => {
    const network = openNetwork(fabric.state, () => undefined);
    const next = probe(folder, '2', 2);
    const definitions = readDefinitions(next, folder);
    for (const point of ['start', 'install', 'approveformyorg', 'commit', 'stop'] as const) {
      await expect(deployChaincodes(cutOff(network, point), definitions)).rejects.toThrow(
        `cut off after ${point}`,
      );
      const answers = await clients.evaluateEverywhere('version');
      expect(answers).toEqual(point === 'commit' || point === 'stop' ? ['2', '2', '2'] : ['1', '1', '1']);
    }
    await fabric.deploy(next);
    expect((await servers()).map((id) => id.slice(0, 8))).toEqual(['probe_2_', 'probe_2_', 'probe_2_']);
    expect(network.processes.records().filter(({ kind }) => kind === 'chaincode')).toHaveLength(3);
  }, 120_000);

  test('whose servers cannot start does not come onto the channel and keeps nothing else down', async () => {
    const broken = probe(folder, '3', 3);
    writeFileSync(join(folder, 'probe-3', 'probe.cjs'), "throw new Error('no such luck');");
    await expect(fabric.deploy(broken)).rejects.toMatchObject({
      code: 'BT-FABRIC-PROCESS-FAILED',
      message: expect.stringContaining('no such luck') as unknown,
    });
    await fabric.deploy(probe(folder, '2', 2));
    expect(await clients.evaluateEverywhere('version')).toEqual(['2', '2', '2']);
  });

  test('is upgraded under load: nothing is lost without an error, what failed succeeds on retry (R-6c)', async () => {
    const load = new Load(clients.contracts, 4);
    await load.goOn(40);
    await fabric.deploy(probe(folder, '3', 3));
    const atUpgrade = load.count;
    await load.goOn(40);
    const report = await load.end();

    expect(report.lost).toEqual([]);
    expect(await clients.evaluateEverywhere('version')).toEqual(['3', '3', '3']);
    expect((await servers()).map((id) => id.slice(0, 8))).toEqual(['probe_3_', 'probe_3_', 'probe_3_']);
    const written = await Promise.all(
      report.confirmed.map(async (key, place) => clients.evaluate(place, 'read', key)),
    );
    const versions = written.map((value) => value.split('@')[1]);
    expect(written.map((value) => value.split('@')[0])).toEqual(report.confirmed);
    expect(new Set(versions)).toEqual(new Set(['2', '3']));
    process.stdout.write(
      `R-6c: ${report.confirmed.length} writes confirmed (${atUpgrade} when the upgrade ended), ` +
        `${versions.filter((version) => version === '2').length} by version 2; ${report.conflicts} MVCC conflicts, ` +
        `${report.refusals.length} refused endorsements, 0 lost; at most ${report.mostAttempts} attempts. ` +
        `${[...new Set(report.refusals)].join(' | ')}\n`,
    );
  }, 120_000);
});
