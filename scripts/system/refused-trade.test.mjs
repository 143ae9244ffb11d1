/**
 * What must be refused, through REST on a running platform: each with its typed error, and no goods change (issue
 * story, step 9). Where two commands raced, the refusal itself stands in the batch record. Takes about a minute.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Installation } from './installation.mjs';
import { enterStory, openSessions, resultOf } from './story-run.mjs';
import { readTape } from './truth/coder-tape.mjs';
import { goodsNow, unbalancedLots } from './truth/goods.mjs';
import { quiescence, recordedRefusals } from './truth/read-models.mjs';

const installation = new Installation('refused');
let session;
let foshan;
let harbour;
let lot;
let product;
let importer;
/** Codes that the producer has on its goods in stock; each test takes its own. */
let inStock;
const takeCodes = (count) => inStock.splice(0, count);

beforeAll(async () => {
  await installation.start();
  await enterStory(installation, { upTo: 'receipt-in-hong-kong' });
  session = openSessions(installation);
  foshan = await session('gd', 'foshan-clerk');
  harbour = await session('hk', 'harbour-clerk');
  lot = resultOf(installation, 'batch').lot;
  product = resultOf(installation, 'products')['QH-1001'];
  importer = resultOf(installation, 'enterprises').harbour;
  inStock = readTape(installation).map(({ text }) => text);
  await quiescence(installation);
}, 300_000);
afterAll(() => installation.remove(), 60_000);

const command = (client, path, body) => client.command(path, body, randomUUID());
const dispatchBody = (quantity, customer = importer) => ({
  customer: { enterprise: customer },
  date: resultOf(installation, 'trade-date'),
  currency: 'HKD',
  lines: [{ product, lot, quantity: String(quantity), unitPrice: '9.80' }],
});
const draft = async (codes) => {
  const { id } = await foshan.post('/dispatches', dispatchBody(codes.length));
  const { refused } = await foshan.post(`/dispatches/${id}/scans`, { codes });
  return { id, refused, confirm: () => command(foshan, `/dispatches/${id}/confirm`) };
};
const scan = async (codes) => (await draft(codes)).refused.map(({ problem }) => problem.code);

const now = async () => {
  const goods = await goodsNow(installation, session);
  expect(goods.whereabouts.flatMap(unbalancedLots)).toEqual([]);
  return goods;
};
/** Runs refused work; everything is where it was, and adds up. */
const withoutMoving = async (work) => {
  const before = await now();
  await work();
  await quiescence(installation);
  expect(await now()).toEqual(before);
};
const forged = (code) => `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`;
const sumOf = async (state) =>
  (await now()).whereabouts[0].lines
    .filter((line) => line.lot === lot && line.state === state)
    .reduce((sum, { quantity }) => sum + Number(quantity), 0);

describe('a forged serial', () => {
  test('is not dispatched, sold or received, and says so at the public page', async () => {
    const code = forged(inStock[0]);
    const genuineOfHarbour = resultOf(installation, 'download')[5];
    await withoutMoving(async () => {
      expect(await scan([code])).toEqual(['BT-CODE-FORGED']);
      await expect(command(foshan, '/sales', { codes: [code] })).rejects.toMatchObject({
        code: 'BT-CODE-FORGED',
      });
      await expect(harbour.post('/receipts', { code: forged(genuineOfHarbour) })).rejects.toMatchObject({
        code: 'BT-CODE-FORGED',
      });
      const { verdict } = await harbour.get(`/public/codes?code=${encodeURIComponent(code)}`);
      expect(verdict).toBe('forged');
    });
  });
});

describe('a disabled code (R-4.2.6c)', () => {
  test('is not scanned, sold, or dispatched by a draft that had it before', async () => {
    const [early, late] = takeCodes(2);
    const before = await draft([early]);
    const locator = resultOf(installation, 'codes');
    const body = { status: 'disabled', reason: 'damaged', codes: [early, late] };
    await command(foshan, `/code-blocks/${locator}/status`, body);
    await withoutMoving(async () => {
      expect(await scan([late])).toEqual(['BT-CODE-DISABLED']);
      const refusal = { code: 'BT-CODE-DISABLED' };
      await expect(command(foshan, '/sales', { codes: [late] })).rejects.toMatchObject(refusal);
      await expect(before.confirm()).rejects.toMatchObject(refusal);
    });
  });
});

describe('the same codes twice', () => {
  test('codes on their way or sold on are not dispatched again (R-4.2.3d)', async () => {
    const codes = takeCodes(20);
    const first = await draft(codes);
    const second = await draft(codes);
    expect(second.refused.map(({ problem }) => problem.code)).toEqual(codes.map(() => 'BT-ALREADY-EXISTS'));
    await first.confirm();
    await withoutMoving(async () => {
      await expect(second.confirm()).rejects.toMatchObject({ code: 'BT-CODE-COUNT' });
      expect(new Set(await scan(codes))).toEqual(new Set(['BT-CODE-NOT-HELD']));
      await expect(first.confirm()).rejects.toMatchObject({ code: 'BT-STATE-WRONG' });
    });
  });

  test('two clerks who scan them into two drafts at the same moment: each code is in one', async () => {
    const codes = takeCodes(10);
    await withoutMoving(async () => {
      const ids = await Promise.all(
        [1, 2].map(async () => (await foshan.post('/dispatches', dispatchBody(10))).id),
      );
      const scans = await Promise.all(ids.map((id) => foshan.post(`/dispatches/${id}/scans`, { codes })));
      expect(scans.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(10);
    });
  });

  test('dispatched and sold at the same moment, past any rehearsal: one is done, the refusal of the other is on the ledger', async () => {
    const codes = takeCodes(15);
    const dispatch = await draft(codes);
    const [inTransit, sold] = [await sumOf('in-transit'), await sumOf('sold')];
    const known = (await recordedRefusals(installation, 'gd')).length;
    const back = installation.kill('ledger');
    await delay(100);
    const race = await Promise.allSettled([dispatch.confirm(), command(foshan, '/sales', { codes })]);
    await back;
    await quiescence(installation);
    const lost = race.filter(({ status }) => status === 'rejected');
    expect(lost).toHaveLength(1);
    expect(lost[0].reason.code).toBe('BT-CODE-NOT-HELD');
    expect((await sumOf('in-transit')) - inTransit + (await sumOf('sold')) - sold).toBe(15);
    for (const jurisdiction of ['gd', 'hk', 'mo']) {
      const refusals = (await recordedRefusals(installation, jurisdiction)).slice(known);
      expect(refusals.map(({ code }) => code)).toEqual(['BT-CODE-NOT-HELD']);
    }
  }, 90_000);

  test('sold ten times at the same moment: sold once', async () => {
    const codes = takeCodes(5);
    const sold = await sumOf('sold');
    const race = await Promise.allSettled(
      Array.from({ length: 10 }, () => command(foshan, '/sales', { codes })),
    );
    await quiescence(installation);
    expect(race.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refusals = race.flatMap(({ reason }) => (reason === undefined ? [] : [reason.code]));
    expect(new Set(refusals)).toEqual(new Set(['BT-CODE-NOT-HELD']));
    expect((await sumOf('sold')) - sold).toBe(5);
  }, 90_000);

  test('one request sent ten times with one Idempotency-Key: one sale, one answer', async () => {
    const codes = takeCodes(3);
    const sold = await sumOf('sold');
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => foshan.command('/sales', { codes }, key)),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect((await sumOf('sold')) - sold).toBe(3);
  });
});

describe('more raw material than there is', () => {
  const batchDraft = async (lotNumber, quantity) => {
    const date = resultOf(installation, 'trade-date');
    const { id } = await foshan.post('/batches', {
      product,
      lotNumber,
      quantity: '100',
      productionDate: date,
      expiryDate: date,
      inputs: [{ lot: resultOf(installation, 'purchases')['red-bean'], quantity }],
      losses: [],
    });
    return () => command(foshan, `/batches/${id}/confirm`);
  };

  test('is not consumed (R-4.2.2c)', async () => {
    const confirm = await batchDraft('TOO-MUCH', '337.501');
    await withoutMoving(() => expect(confirm()).rejects.toMatchObject({ code: 'BT-GOODS-SHORT' }));
  });

  test('two batches that want it at the same moment: one is made, the refusal of the other is on the ledger', async () => {
    const confirms = [await batchDraft('RACE-1', '200.000'), await batchDraft('RACE-2', '200.000')];
    const known = (await recordedRefusals(installation, 'mo')).length;
    const back = installation.kill('ledger');
    await delay(100);
    const race = await Promise.allSettled(confirms.map((confirm) => confirm()));
    await back;
    await quiescence(installation);
    expect(race.map(({ reason }) => reason?.code).sort()).toEqual(['BT-GOODS-SHORT', undefined]);
    expect((await recordedRefusals(installation, 'mo')).slice(known)).toEqual([
      { type: 'produce', code: 'BT-GOODS-SHORT' },
    ]);
    await now();
  }, 90_000);
});

describe('a Hong Kong user and the goods of Guangdong', () => {
  test('cannot scan, dispatch or sell what the producer still has', async () => {
    const codes = inStock.slice(0, 10);
    await withoutMoving(async () => {
      const body = dispatchBody(10, resultOf(installation, 'enterprises').lotus);
      const { id } = await harbour.post('/dispatches', body);
      const { accepted, refused } = await harbour.post(`/dispatches/${id}/scans`, { codes });
      expect([accepted, new Set(refused.map(({ problem }) => problem.code))]).toEqual([
        0,
        new Set(['BT-CODE-NOT-HELD']),
      ]);
      await expect(command(harbour, `/dispatches/${id}/confirm`)).rejects.toMatchObject({
        code: 'BT-CODE-COUNT',
      });
      await expect(command(harbour, '/sales', { codes })).rejects.toMatchObject({ code: 'BT-CODE-NOT-HELD' });
    });
  });

  test("cannot reach the producer's documents, and is nobody at Guangdong's gateway", async () => {
    const codes = takeCodes(5);
    const { id } = await draft(codes);
    await withoutMoving(async () => {
      const refusal = { code: 'BT-NOT-FOUND' };
      await expect(command(harbour, `/dispatches/${id}/confirm`)).rejects.toMatchObject(refusal);
      const stranger = Object.assign(await session('hk', 'harbour-admin'), { base: foshan.base });
      await expect(command(stranger, `/dispatches/${id}/confirm`)).rejects.toMatchObject({
        code: 'BT-SIGN-IN-REQUIRED',
      });
    });
  });
});

describe('an unknown field', () => {
  const bodies = () => {
    const id = product;
    return [
      ['foshan-clerk', '/purchases', { material: id, supplier: id, quantity: '1' }],
      ['foshan-clerk', '/batches', { product: id, lotNumber: 'X', quantity: '1', inputs: [], losses: [] }],
      ['foshan-clerk', '/dispatches', dispatchBody(1)],
      ['foshan-clerk', '/sales', { codes: [inStock[0]] }],
      ['foshan-clerk', '/code-blocks', { product: id, level: 'item', count: 10, unitsPerCode: '1' }],
      ['foshan-clerk', `/code-blocks/${resultOf(installation, 'codes')}/downloads`, { count: 1 }],
      ['foshan-line', '/jobs', { locator: resultOf(installation, 'codes'), count: 1, device: 'line-1', lot }],
      ['foshan-admin', '/products', { number: 'X-1' }],
      ['foshan-admin', '/parties', { kind: 'individual', types: ['supplier'] }],
      ['foshan-admin', '/accounts', { login: 'x-clerk', displayName: 'X', roles: ['sales'] }],
      ['regulator', '/enterprises', { name: 'X' }],
      ['foshan-warehouse', '/receipts', { code: inStock[0] }],
    ];
  };

  test('is refused in every body tried', async () => {
    await withoutMoving(async () => {
      for (const [login, path, body] of bodies()) {
        const client = await session('gd', login);
        const answer = await command(client, path, { ...body, unheardOf: 1 }).catch((error) => error);
        expect([path, answer.status, answer.code]).toEqual([path, 400, 'BT-INPUT-INVALID']);
        expect(JSON.stringify(answer.problem.errors)).toContain('unheardOf');
      }
    });
  });
});
