/**
 * The Raft leader is killed again and again under load. Fabric loses what the leader had accepted and not yet put into a
 * block, without an error (measured); a user who was told "committed" must never find it gone, and no purchase may be
 * there twice. About two minutes.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Installation } from '../installation.mjs';
import { enterStory, openSessions, resultOf } from '../story-run.mjs';
import { queryDatabase, quiescence } from '../truth/read-models.mjs';
import { ledgerFaults } from '../truth/story-truth.mjs';
import { allNodesReady, killNode, leaderOf, onFabric } from './fabric-nodes.mjs';

const clerks = 8;
const leadersToLose = 4;

onFabric(describe)('on Fabric the Raft leader is lost under load', () => {
  const installation = new Installation('fabric-leader');
  const acknowledged = [];
  const waits = [];
  let asked = 0;
  let killed = 0;
  let unresolved;

  beforeAll(async () => {
    await installation.start('--ledger', 'fabric');
    await enterStory(installation, { upTo: 'materials' });
  }, 400_000);
  afterAll(() => installation.remove(), 90_000);

  const openPurchase = (clerk, lotNumber) => {
    const { materials, suppliers } = resultOf(installation, 'materials');
    const date = resultOf(installation, 'trade-date');
    return clerk.post('/purchases', {
      material: materials['red-bean'],
      supplier: suppliers['zhaoqing-grain'],
      quantity: '10.000',
      lotNumber,
      productionDate: date,
      expiryDate: date,
      origin: { country: 'CN' },
    });
  };

  test('purchases go on being confirmed while leaders die', async () => {
    const clerk = await openSessions(installation)('gd', 'foshan-clerk');
    let goesOn = true;
    const buy = async (who) => {
      for (let n = 0; goesOn; n += 1) {
        const lotNumber = `LEADER-${who}-${n}`;
        const { id } = await openPurchase(clerk, lotNumber);
        asked += 1;
        const from = performance.now();
        const { ledger } = await clerk.command(`/purchases/${id}/confirm`, undefined, randomUUID());
        waits.push(performance.now() - from);
        if (ledger.state === 'committed') acknowledged.push(lotNumber);
      }
    };
    const buying = Array.from({ length: clerks }, (_, who) => buy(who));
    for (; killed < leadersToLose; killed += 1) {
      await delay(3000);
      await killNode(installation, ({ leader }) => leader === true);
      await delay(1000);
    }
    await delay(3000);
    goesOn = false;
    await Promise.all(buying);
    expect(await allNodesReady(installation)).toBe(true);
    expect(await leaderOf(installation)).toBeDefined();
    await quiescence(installation, 120_000);
    waits.sort((a, b) => a - b);
    const at = (share) => Math.round(waits[Math.floor(share * (waits.length - 1))]);
    console.info(
      `${asked} purchases asked for, ${acknowledged.length} acknowledged, ${killed} leaders killed; ` +
        `waited ms p50 ${at(0.5)}, p99 ${at(0.99)}, longest ${at(1)}`,
    );
    expect(acknowledged.length).toBeGreaterThan(20);
  }, 600_000);

  test.each(['gd', 'hk', 'mo'])('%s: all that was acknowledged is there, once', async (jurisdiction) => {
    const rows = await queryDatabase(
      installation,
      jurisdiction,
      `SELECT number FROM ledger.lot WHERE number LIKE 'LEADER-%'`,
    );
    const found = rows.map(({ number }) => number);
    unresolved = acknowledged.filter((number) => !found.includes(number));
    expect(unresolved).toEqual([]);
    expect(new Set(found).size).toBe(found.length);
  });

  test('in the end everything asked for took effect exactly once', async () => {
    const [{ commands, lots }] = await queryDatabase(
      installation,
      'gd',
      `SELECT (SELECT count(*)::int FROM ledger.command WHERE type = 'purchase' AND outcome = 'done') AS commands,
              (SELECT count(*)::int FROM ledger.lot WHERE number LIKE 'LEADER-%') AS lots`,
    );
    expect([commands, lots]).toEqual([asked, asked]);
  });

  test("the peers' block files are one chain, and each gateway indexed just that", async () => {
    expect(await ledgerFaults(installation)).toEqual([]);
  });
});
