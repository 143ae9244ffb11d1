import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Indexer } from '../../src/ledger/indexer/indexer.js';
import type { OutgoingCommand } from '../../src/ledger/outbox/outbox-command.js';
import type { TestGateway } from '../support/gateway.js';
import { startLedgerGateway } from '../support/ledger-gateway.js';
import { startTwoPeerLedger, type TwoPeerLedger } from '../support/two-peer-ledger.js';
import { EnterpriseLoad } from './enterprise-load.js';
import { Caller, purchase, shipmentAcross } from './outgoing-commands.js';

let ledger: TwoPeerLedger;
let home: TestGateway;
let abroad: TestGateway;

beforeAll(async () => {
  ledger = await startTwoPeerLedger();
  [home, abroad] = await Promise.all([startLedgerGateway(ledger, 'GD'), startLedgerGateway(ledger, 'HK')]);
}, 60_000);

afterAll(async () => {
  await Promise.all([home.stop(), abroad.stop()]);
  await ledger.stop();
}, 60_000);

const setHongKong = async (up: boolean): Promise<void> => {
  for (const name of ['peer0', 'peer1']) await ledger.setUp(`HongKongMSP:${name}`, up);
};

const until = async (good: () => Promise<boolean> | boolean): Promise<void> => {
  const end = Date.now() + 30_000;
  while (!(await good())) {
    if (Date.now() > end) throw new Error('not in time');
    await delay(50);
  }
};

describe('own peers that fall silent (R-8b)', () => {
  let load: EnterpriseLoad;

  beforeAll(async () => {
    load = await EnterpriseLoad.prepare(home, 3);
  });

  test('one of two is enough: each takes over from the other, for commands and for the index', async () => {
    const indexer = home.app.get(Indexer, { strict: false });
    load.start();
    await load.progress(6);
    for (const [down, up] of [
      ['peer0', 'peer1'],
      ['peer1', 'peer0'],
    ] as const) {
      await ledger.setUp(`GuangdongMSP:${up}`, true);
      await ledger.setUp(`GuangdongMSP:${down}`, false);
      await load.progress(12);
      await until(() => indexer.status.connected && indexer.isCaughtUp);
    }
    await ledger.setUp('GuangdongMSP:peer1', true);
    const { accepted, acknowledged, errors } = await load.stop();
    expect(errors).toEqual([]);
    expect(acknowledged).toHaveLength(accepted.length);
  });

  test('with all of them killed, commands are accepted and are committed once the ledger is back', async () => {
    const caller = new Caller(home);
    const [enterprise] = await caller.register(1);
    if (enterprise === undefined) throw new Error('no enterprise');
    await ledger.kill();
    const waiting = purchase(enterprise.id, enterprise.identity);
    await caller.run([waiting]);
    expect((await caller.seal(waiting.command.id)).state).toBe('waiting');
    await ledger.start();
    await caller.committed(waiting.command.id);
  });
});

describe('another jurisdiction that falls silent (charter §4, Endorsement)', () => {
  let caller: Caller;
  let bought: OutgoingCommand;
  let exporter: { readonly id: string; readonly identity: string };
  let importer: string;

  beforeAll(async () => {
    caller = new Caller(home);
    [exporter] = (await caller.register(1)) as [typeof exporter];
    [{ id: importer }] = (await new Caller(abroad).register(1)) as [{ id: string; identity: string }];
    bought = purchase(exporter.id, exporter.identity);
    await caller.run([bought]);
    await caller.committed(bought.command.id);
    const known = 'SELECT 1 FROM ledger.enterprise WHERE id = $1';
    await until(async () => (await home.database.query(known, [importer])).length > 0);
  }, 60_000);

  test('what needs it waits, visible; what the same enterprise does at home goes on', async () => {
    await setHongKong(false);
    const export1 = shipmentAcross(bought, importer, 'HK');
    await caller.run([export1]);
    const next = purchase(exporter.id, exporter.identity);
    await caller.run([next]);
    await caller.committed(next.command.id);
    expect((await caller.seal(export1.command.id)).state).toBe('waiting');
    const later = purchase(exporter.id, exporter.identity);
    await caller.run([later]);
    await caller.committed(later.command.id);
    expect((await caller.seal(export1.command.id)).state).toBe('waiting');
    await setHongKong(true);
    await caller.committed(export1.command.id);
  }, 60_000);

  test('with both others away nothing is planned, and all of it is done when they are back', async () => {
    await setHongKong(false);
    for (const name of ['peer0', 'peer1']) await ledger.setUp(`MacaoMSP:${name}`, false);
    const alone = purchase(exporter.id, exporter.identity);
    await caller.run([alone]);
    await delay(1_500);
    expect((await caller.seal(alone.command.id)).state).toBe('waiting');
    for (const name of ['peer0', 'peer1']) await ledger.setUp(`MacaoMSP:${name}`, true);
    await caller.committed(alone.command.id);
    await setHongKong(true);
  }, 60_000);
});

describe('a database that was restored from a backup (charter §4, Idempotency)', () => {
  test('commands that the ledger already has are not done again', async () => {
    const caller = new Caller(home);
    const [enterprise] = await caller.register(1);
    if (enterprise === undefined) throw new Error('no enterprise');
    const done = purchase(enterprise.id, enterprise.identity);
    await caller.run([done]);
    await caller.committed(done.command.id);
    const { id } = done.command;
    // as the backup has it: the command waits, of its batch nothing is known
    await home.database.query(
      `WITH forgotten AS (DELETE FROM app.outbox_batch WHERE actor = $2)
       UPDATE app.outbox_command SET state = 'waiting', batch = NULL WHERE id = $1`,
      [id, enterprise.id],
    );
    await caller.committed(id);
    const times = await home.database.query('SELECT batch FROM ledger.command WHERE id = $1', [id]);
    expect(times).toHaveLength(1);
  });
});
