import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mspOf } from '@baytrace/domain/ledger';
import { describeOnFabric } from '../support/fabric-binaries.js';
import { startFabricNetwork, type TestFabric } from '../support/fabric-network.js';
import type { TestGateway } from '../support/gateway.js';
import { startLedgerGateway } from '../support/ledger-gateway.js';
import { EnterpriseLoad, type LoadReport } from './enterprise-load.js';
import { readTruth } from './ledger-truth.js';

const callers = 16;

describeOnFabric('the outbox on real Fabric, under load', () => {
  let fabric: TestFabric;
  let gateway: TestGateway;
  let load: EnterpriseLoad;

  beforeAll(async () => {
    fabric = await startFabricNetwork({ peers: 2 });
    gateway = await startLedgerGateway(fabric, 'GD');
    load = await EnterpriseLoad.prepare(gateway, callers);
  }, 180_000);

  afterAll(async () => {
    await gateway.stop();
    await fabric.nodes.remove();
  }, 60_000);

  /** Every command that was accepted is on the ledger exactly once, as another jurisdiction's peer tells it. */
  const expectExactlyOnce = async (title: string, report: LoadReport): Promise<void> => {
    const { done, codes, blocks } = await readTruth(fabric.connectionFile, 'HK', fabric.user(mspOf('HK')));
    const missing = report.accepted.filter((id) => done.get(id) === undefined);
    const twice = [...done].filter(([, times]) => times > 1);
    process.stdout.write(
      `${title}: ${report.acknowledged.length} acknowledged of ${report.accepted.length} accepted, ` +
        `${report.errors.length} errors, median ${report.medianMs} ms, longest ${report.longestMs} ms; ` +
        `${blocks} blocks, transactions by code ${JSON.stringify(codes)}\n`,
    );
    expect({ missing, twice }).toEqual({ missing: [], twice: [] });
    expect(report.acknowledged).toHaveLength(report.accepted.length);
    expect([...new Set(report.errors)]).toEqual([]);
  };

  test('a Raft leader killed and started again: nothing acknowledged is lost, nothing is done twice (R-8b)', async () => {
    load.start();
    await load.progress(callers * 4);
    const leader = await fabric.leader();
    await fabric.nodes.stop(leader, 'SIGKILL');
    await load.progress(callers * 4);
    await fabric.nodes.start(leader);
    await load.progress(callers * 4);
    await expectExactlyOnce(`leader ${leader} killed`, await load.stop());
  }, 180_000);

  test('the own peer killed: the other one takes over for questions, batches and blocks (R-8b)', async () => {
    load.start();
    await load.progress(callers * 4);
    await fabric.nodes.stop('peer0-gd', 'SIGKILL');
    await load.progress(callers * 4);
    await fabric.nodes.start('peer0-gd');
    await load.progress(callers);
    await fabric.nodes.stop('peer1-gd', 'SIGKILL');
    await load.progress(callers * 4);
    await fabric.nodes.start('peer1-gd');
    await expectExactlyOnce('own peers killed in turn', await load.stop());
  }, 180_000);
});
