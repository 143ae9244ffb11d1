import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mspOf } from '@baytrace/domain/ledger';
import { IndexEvents } from '../../src/ledger/indexer/index-events.js';
import { LedgerPort } from '../../src/ledger/submission/ledger-port.js';
import { describeOnFabric } from '../support/fabric-binaries.js';
import { startFabricCa, type TestFabricCa } from '../support/fabric-ca.js';
import { startFabricNetwork, type TestFabric } from '../support/fabric-network.js';
import type { TestGateway } from '../support/gateway.js';
import { startLedgerGateway } from '../support/ledger-gateway.js';
import { EnterpriseLoad, type LoadReport } from './enterprise-load.js';
import { Caller, purchase, shipmentAcross } from './outgoing-commands.js';
import { readTruth } from './ledger-truth.js';

const callers = 16;

describeOnFabric('the outbox on real Fabric, under load', () => {
  let fabric: TestFabric;
  let gateway: TestGateway;
  let load: EnterpriseLoad;

  beforeAll(async () => {
    // a second between blocks: many commands are ordered and in no block yet when the leader dies
    fabric = await startFabricNetwork({ peers: 2, batchTimeoutMs: 1000 });
    gateway = await startLedgerGateway(fabric, 'GD');
    load = await EnterpriseLoad.prepare(gateway, callers);
  }, 180_000);

  afterAll(async () => {
    await gateway.stop();
    await fabric.nodes.remove();
  }, 60_000);

  /** Waits until the orderers have taken so many batches since the last block. */
  const ordered = (count: number): Promise<void> => {
    const port = gateway.app.get(LedgerPort, { strict: false });
    const events = gateway.app.get(IndexEvents, { strict: false });
    const send = port.send.bind(port);
    let since = 0;
    const stopListening = events.onBlock(() => {
      since = 0;
    });
    return new Promise((resolve) => {
      port.send = async (batch) => {
        const transaction = await send(batch);
        since += 1;
        if (since === count) {
          port.send = send;
          stopListening();
          resolve();
        }
        return transaction;
      };
    });
  };

  /** Every command that was accepted is on the ledger exactly once, as another jurisdiction's peer tells it. */
  const expectExactlyOnce = async (title: string, report: LoadReport): Promise<void> => {
    const { done, codes, blocks } = await readTruth(fabric.connectionFile, 'HK', fabric.user(mspOf('HK')));
    const missing = report.accepted.filter((id) => done.get(id) === undefined);
    const twice = [...done].filter(([, times]) => times > 1);
    const [again] = await gateway.database.query(
      `SELECT count(*)::int AS batches, max(attempts) AS most FROM app.outbox_batch WHERE attempts > 1 AND created_at >= $1`,
      [report.begunAt],
    );
    process.stdout.write(
      `${title}: ${report.acknowledged.length} acknowledged of ${report.accepted.length} accepted, ` +
        `${report.errors.length} errors, median ${report.medianMs} ms, longest ${report.longestMs} ms; ` +
        `sent more than once: ${JSON.stringify(again)}; ${blocks} blocks, transactions by code ${JSON.stringify(codes)}\n`,
    );
    expect({ missing, twice }).toEqual({ missing: [], twice: [] });
    expect(report.acknowledged).toHaveLength(report.accepted.length);
    expect([...new Set(report.errors)]).toEqual([]);
  };

  test('a Raft leader killed and started again: nothing acknowledged is lost, nothing is done twice (R-8b)', async () => {
    load.start();
    await load.progress(callers * 4);
    const { id, pid } = await fabric.leader();
    await ordered(5);
    process.kill(pid, 'SIGKILL');
    await fabric.nodes.stop(id, 'SIGKILL');
    await load.progress(callers * 4);
    await fabric.nodes.start(id);
    await load.progress(callers * 4);
    await expectExactlyOnce(`leader ${id} killed`, await load.stop());
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

  describe('and a gateway whose certificates come from a Fabric CA', () => {
    let ca: TestFabricCa;
    let abroad: TestGateway;
    let caller: Caller;
    let importer: string;

    beforeAll(async () => {
      ca = await startFabricCa(fabric.ca(mspOf('HK')));
      abroad = await startLedgerGateway(fabric, 'HK', ca.authority);
      caller = new Caller(gateway);
    }, 60_000);

    afterAll(async () => {
      await abroad.stop();
      await ca.stop();
    }, 60_000);

    test('peers take them, role and enterprise included', async () => {
      const there = new Caller(abroad);
      const [enterprise] = await there.register(1);
      importer = enterprise?.id ?? '';
      const bought = purchase(importer, enterprise?.identity ?? '');
      await there.run([bought]);
      await there.committed(bought.command.id);
    }, 60_000);

    test('its peers killed: what needs them waits, what the same enterprise does at home goes on', async () => {
      const [exporter] = await caller.register(1);
      if (exporter === undefined) throw new Error('no enterprise');
      const bought = purchase(exporter.id, exporter.identity);
      await caller.run([bought]);
      await caller.committed(bought.command.id);
      const peers = ['peer0-hk', 'peer1-hk'];
      await Promise.all(peers.map((id) => fabric.nodes.stop(id, 'SIGKILL')));
      const shipment = shipmentAcross(bought, importer, 'HK');
      await caller.run([shipment]);
      for (let n = 0; n < 2; n += 1) {
        const next = purchase(exporter.id, exporter.identity);
        await caller.run([next]);
        await caller.committed(next.command.id);
      }
      expect((await caller.seal(shipment.command.id)).state).toBe('waiting');
      await Promise.all(peers.map((id) => fabric.nodes.start(id)));
      await caller.committed(shipment.command.id);
    }, 180_000);
  });
});
