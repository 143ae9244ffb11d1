/**
 * Processes that hang (SIGSTOP) instead of dying (security.md §4.3 F6, F10), and a gateway that dies while its command
 * hangs in one of them: answers stay honest, the command takes effect once, soon after things are well again.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Installation, until } from './installation.mjs';
import { enterStory, openSessions, resultOf } from './story-run.mjs';
import { queryDatabase, quiescence } from './truth/read-models.mjs';

const installation = new Installation('hanging');
let clerk;
let purchaseOf;

beforeAll(async () => {
  await installation.start();
  await enterStory(installation, { upTo: 'materials' });
  clerk = await openSessions(installation)('gd', 'foshan-clerk');
  const { materials, suppliers } = resultOf(installation, 'materials');
  const date = resultOf(installation, 'trade-date');
  purchaseOf = async (lotNumber) =>
    (
      await clerk.post('/purchases', {
        material: materials['red-bean'],
        supplier: suppliers['zhaoqing-grain'],
        quantity: '10.000',
        lotNumber,
        productionDate: date,
        expiryDate: date,
        origin: { country: 'CN' },
      })
    ).id;
}, 300_000);
afterAll(() => installation.remove(), 60_000);

const stop = (name) => {
  const pid = installation.run.pids[name];
  process.kill(pid, 'SIGSTOP');
  return () => process.kill(pid, 'SIGCONT');
};
const lotsOnLedger = async (jurisdiction, number) =>
  (await queryDatabase(installation, jurisdiction, 'SELECT id FROM ledger.lot WHERE number = $1', [number]))
    .length;
const frozenCommands = async () =>
  (await queryDatabase(installation, 'gd', `SELECT id FROM app.outbox_batch WHERE lease_owner IS NOT NULL`))
    .length;

describe('a process that hangs', () => {
  test('chaincode hangs in the endorsement and the gateway dies there: committed once, within 30 s of the death', async () => {
    const id = await purchaseOf('HANG-1');
    const wake = stop('chaincode-gd');
    const confirmed = clerk.command(`/purchases/${id}/confirm`, undefined, randomUUID());
    try {
      expect(await until(async () => (await frozenCommands()) > 0, 30_000)).toBe(true);
      await installation.kill('gateway-gd');
    } finally {
      wake();
    }
    const from = performance.now();
    expect(await until(async () => (await lotsOnLedger('hk', 'HANG-1')) === 1, 60_000)).toBe(true);
    expect(performance.now() - from).toBeLessThan(30_000);
    expect((await confirmed).ledger.state).toBe('committed');
    await quiescence(installation);
    expect(await lotsOnLedger('gd', 'HANG-1')).toBe(1);
  }, 120_000);

  test.each(['ledger', 'postgres'])(
    '%s hangs for 5 s: the same answer afterwards, one effect',
    async (name) => {
      const number = `HANG-${name}`;
      const id = await purchaseOf(number);
      const wake = stop(name);
      const confirmed = clerk.command(`/purchases/${id}/confirm`, undefined, randomUUID());
      await delay(5000);
      wake();
      expect((await confirmed).ledger.state).toBe('committed');
      await quiescence(installation);
      expect(await lotsOnLedger('mo', number)).toBe(1);
    },
    120_000,
  );
});
