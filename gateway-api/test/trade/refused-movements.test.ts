import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { seal } from '@baytrace/domain/codes';
import { BlockKeys } from '../../src/features/code-keys/block-keys.service.js';
import { nodeBulkCrypto } from '../../src/platform/bulk-crypto/node-bulk-crypto.js';
import type { Asker, TestAnswer } from '../support/gateway.js';
import { itemsOf, post, startTradingGround, until, type TradingGround } from '../support/trading-ground.js';

let ground: TradingGround;
let stop = (): Promise<void> => Promise.resolve();
let sales: Asker;

beforeAll(async () => {
  ground = await startTradingGround();
  stop = ground.stop;
  sales = await ground.gateways.GD.as('sales');
});
afterAll(async () => {
  await stop();
});

interface LineOfDraft {
  readonly product?: string;
  readonly lot?: string;
  readonly quantity: string;
  readonly unitPrice?: string;
}

const bodyOf = (line: LineOfDraft, customer?: Record<string, string>): Record<string, unknown> => ({
  customer: customer ?? { enterprise: ground.gateways.HK.enterprise },
  date: '2026-02-01',
  currency: 'CNY',
  lines: [{ product: ground.product, unitPrice: '3', ...line }],
});

const draft = async (line: LineOfDraft, customer?: Record<string, string>): Promise<string> => {
  const { body } = await sales.ask('POST', '/api/v1/dispatches', bodyOf(line, customer));
  expect(body['code']).toBeUndefined();
  return String(body['id']);
};

const scan = (asker: Asker, id: string, codes: readonly string[]): Promise<TestAnswer> =>
  asker.ask('POST', `/api/v1/dispatches/${id}/scans`, { codes });

const refusalOf = async (asker: Asker, id: string, code: string): Promise<unknown> =>
  ((await scan(asker, id, [code])).body['refused'] as { problem: unknown }[])[0]?.problem;

describe('what may not be typed (R-4.2.3c)', () => {
  test('unknown fields are refused in every body', async () => {
    const body = { ...bodyOf({ quantity: '1' }), colour: 'red' };
    expect((await sales.ask('POST', '/api/v1/dispatches', body)).body).toMatchObject({
      code: 'BT-INPUT-INVALID',
      errors: [{ path: 'body.colour' }],
    });
    const id = await draft({ quantity: '1' });
    const scans = await sales.ask('POST', `/api/v1/dispatches/${id}/scans`, { codes: ['X'], note: '' });
    expect(scans.body).toMatchObject({ code: 'BT-INPUT-INVALID' });
    for (const path of ['/receipts', '/sales']) {
      expect((await post(sales, path, { codes: ['X'], colour: 'red' })).status).not.toBe(201);
    }
  });

  test('a customer that is oneself or nobody, a foreign product, half a piece', async () => {
    const { GD } = ground.gateways;
    const create = async (line: LineOfDraft, customer?: Record<string, string>): Promise<unknown> =>
      (await sales.ask('POST', '/api/v1/dispatches', bodyOf(line, customer))).body['code'];
    const nobody = ground.locator.padEnd(26, '0');
    expect(await create({ quantity: '1' }, { enterprise: GD.enterprise })).toBe('BT-RECEIVER-WRONG');
    expect(await create({ quantity: '1' }, { enterprise: nobody })).toBe('BT-ENTERPRISE-UNKNOWN');
    expect(await create({ quantity: '1' }, { party: nobody })).toBe('BT-NOT-FOUND');
    expect(await create({ quantity: '1', product: nobody })).toBe('BT-PRODUCT-UNKNOWN');
    expect(await create({ quantity: '0.5' })).toBe('BT-QUANTITY-INVALID');
  });

  test('a role without the right, and the documents of another enterprise', async () => {
    const { GD } = ground.gateways;
    const id = await draft({ quantity: '1' });
    const production = await GD.as('production');
    expect((await production.ask('POST', '/api/v1/dispatches', bodyOf({ quantity: '1' }))).status).toBe(403);
    const other = await GD.as('other-admin');
    expect((await other.ask('GET', `/api/v1/dispatches/${id}`)).body).toMatchObject({ code: 'BT-NOT-FOUND' });
    expect(await itemsOf(other, '/dispatches')).toEqual([]);
    expect(await itemsOf(await GD.as('regulator'), '/dispatches')).not.toEqual([]);
  });
});

describe('codes that may not be dispatched (R-4.2.3d)', () => {
  test('a forged serial, a typing error, a code nobody put on goods', async () => {
    const id = await draft({ quantity: '1' });
    const [genuine = ''] = await ground.codes(0, 1);
    const last = genuine.endsWith('0') ? '1' : '0';
    expect(await refusalOf(sales, id, genuine.slice(0, -1) + last)).toMatchObject({ code: 'BT-CODE-FORGED' });
    expect(await refusalOf(sales, id, 'nonsense')).toMatchObject({ code: 'BT-CODE-INVALID' });
    const [undrawn = ''] = await ground.codes(900, 901);
    expect(await refusalOf(sales, id, undrawn)).toMatchObject({
      code: 'BT-CODE-NOT-HELD',
      params: { reason: 'unassigned', index: 900 },
    });
    const keys = await ground.gateways.GD.app.get(BlockKeys, { strict: false }).keysOf(ground.locator);
    expect(await refusalOf(sales, id, seal(nodeBulkCrypto, keys, 5000))).toMatchObject({
      code: 'BT-CODE-FORGED',
    });
  });

  test('a disabled code, by scan and by sale (R-4.2.6c)', async () => {
    const manager = await ground.gateways.GD.as('code-manager');
    const [code = ''] = await ground.codes(700, 701);
    const path = `/code-blocks/${ground.locator}/status`;
    const disabled = await post(manager, path, { status: 'disabled', reason: 'damaged', codes: [code] });
    expect(disabled.status).toBe(201);
    const id = await draft({ quantity: '1' });
    expect(await refusalOf(sales, id, code)).toMatchObject({
      code: 'BT-CODE-DISABLED',
      params: { index: 700 },
    });
    expect((await post(sales, '/sales', { codes: [code] })).body).toMatchObject({ code: 'BT-CODE-DISABLED' });
  });

  test('a code of a lot that the order does not want', async () => {
    const id = await draft({ quantity: '1', lot: ground.plainLot });
    const [code = ''] = await ground.codes(1, 2);
    expect(await refusalOf(sales, id, code)).toMatchObject({
      code: 'BT-CODE-OTHER-PRODUCT',
      params: { reason: 'lot', lotNumber: 'AB-001' },
    });
  });

  test('the same codes in two drafts: the second is told the first one’s number (S-27)', async () => {
    const [first, second] = [await draft({ quantity: '2' }), await draft({ quantity: '2' })];
    const codes = await ground.codes(20, 22);
    const { number } = (await sales.ask('GET', `/api/v1/dispatches/${first}`)).body;
    expect((await scan(sales, first, codes)).body).toMatchObject({ accepted: 2 });
    expect(await refusalOf(sales, second, codes[0] ?? '')).toMatchObject({
      code: 'BT-ALREADY-EXISTS',
      params: { document: number },
    });
    const taken = await sales.ask('DELETE', `/api/v1/dispatches/${first}/scans`, {
      codes: codes.slice(0, 1),
    });
    expect(taken.body).toMatchObject({ lines: [{ scanned: '1' }] });
    expect((await scan(sales, second, codes)).body).toMatchObject({
      accepted: 1,
      refused: [{ code: codes[1] }],
    });
    const none = await sales.ask('DELETE', `/api/v1/dispatches/${second}/scans`, {});
    expect(none.body).toMatchObject({ lines: [{ lot: null, scanned: '0' }] });
  });

  test('the same codes dispatched twice: refused with the dispatch that took them', async () => {
    const codes = await ground.codes(30, 33);
    const first = await draft({ quantity: '3' }, { enterprise: ground.gateways.GD.otherEnterprise });
    await scan(sales, first, codes);
    const done = await post(sales, `/dispatches/${first}/confirm`);
    expect(done.body).toMatchObject({ state: 'dispatched', ledger: { state: 'committed' } });
    const second = await draft({ quantity: '3' });
    expect(await refusalOf(sales, second, codes[0] ?? '')).toMatchObject({
      code: 'BT-CODE-NOT-HELD',
      params: { reason: 'in-transit', document: done.body['number'] },
    });
  });

  test('a Hong Kong user cannot dispatch, sell or receive Guangdong’s goods', async () => {
    const { HK, MO } = ground.gateways;
    const [hkSales, hkWarehouse] = [await HK.as('sales'), await HK.as('warehouse')];
    const body = bodyOf({ quantity: '1' }, { enterprise: MO.enterprise });
    const { body: own } = await hkSales.ask('POST', '/api/v1/dispatches', body);
    const [code = ''] = await ground.codes(50, 51);
    const notHeld = { code: 'BT-CODE-NOT-HELD', params: { reason: 'elsewhere' } };
    expect(await refusalOf(hkSales, String(own['id']), code)).toMatchObject(notHeld);
    expect((await post(hkSales, '/sales', { codes: [code] })).body).toMatchObject(notHeld);
    expect((await hkWarehouse.ask('POST', '/api/v1/receipts', { code })).body).toMatchObject({
      code: 'BT-RECEIVER-WRONG',
      params: { reason: 'not-shipped' },
    });
    const [onTheWay = ''] = await ground.codes(30, 31);
    expect((await hkWarehouse.ask('POST', '/api/v1/receipts', { code: onTheWay })).body).toMatchObject({
      code: 'BT-RECEIVER-WRONG',
      params: { reason: 'other-receiver' },
    });
    const typed = bodyOf({ quantity: '1', lot: ground.plainLot }, { enterprise: MO.enterprise });
    const { body: plain } = await hkSales.ask('POST', '/api/v1/dispatches', typed);
    const confirmed = await post(hkSales, `/dispatches/${String(plain['id'])}/confirm`);
    expect(confirmed.body).toMatchObject({ status: 409, code: 'BT-GOODS-SHORT' });
  });
});

describe('receipt by exact codes (R-4.3.1b, S-8)', () => {
  test('what was scanned comes in, codes of elsewhere are refused, the rest stays on the way', async () => {
    const { GD } = ground.gateways;
    const purchasing = await GD.as('other-purchasing');
    const [{ shipment } = { shipment: '' }] = await itemsOf(purchasing, '/deliveries?state=open');
    const note = await purchasing.ask('POST', '/api/v1/receipts', { shipment });
    const path = `/receipts/${String(note.body['id'])}`;
    const codes = await ground.codes(30, 32);
    const [foreign = ''] = await ground.codes(100, 101);
    const scans = await purchasing.ask('POST', `/api/v1${path}/scans`, {
      codes: [...codes, codes[0], foreign],
    });
    expect(scans.body).toMatchObject({
      accepted: 2,
      ignored: [codes[0]],
      refused: [{ code: foreign, problem: { code: 'BT-RECEIVER-WRONG' } }],
      lines: [{ expected: '3', scanned: '2' }],
    });
    const wrong = { version: 1, lines: [{ lot: ground.lot, quantity: '3' }] };
    expect((await purchasing.ask('PATCH', `/api/v1${path}`, wrong)).body).toMatchObject({
      code: 'BT-CODE-COUNT',
    });
    const done = await post(purchasing, `${path}/confirm`);
    expect(done.body).toMatchObject({
      state: 'received',
      lines: [{ quantity: '2', codes: expect.arrayContaining([...codes]) }],
    });
    expect(await itemsOf(purchasing, '/deliveries?state=open')).toMatchObject([
      { lines: [{ shipped: '3', received: '2', inTransit: '1', missing: '0' }] },
    ]);
    const regulator = await GD.as('regulator');
    expect(await itemsOf(regulator, '/deliveries')).toMatchObject([{ to: { name: 'Lychee Trading' } }]);
    expect(await itemsOf(regulator, '/receipts?state=received')).toHaveLength(1);
    const details = await GD.database.query('SELECT 1 FROM ledger.trade_details WHERE command = $1', [
      shipment,
    ]);
    expect(details).toEqual([]);
  });
});

describe('formal dispatch without its codes (R-4.2.3d)', () => {
  test('coded goods without codes, with too few or too many, and a line without lot', async () => {
    const confirm = async (id: string): Promise<Record<string, unknown>> =>
      (await post(sales, `/dispatches/${id}/confirm`)).body;
    expect(await confirm(await draft({ quantity: '201', lot: ground.lot }))).toMatchObject({
      code: 'BT-CODE-COUNT',
    });
    const open = await draft({ quantity: '2' });
    expect(await confirm(open)).toMatchObject({
      code: 'BT-INPUT-INVALID',
      errors: [{ path: 'lines.0.lot' }],
    });
    await scan(sales, open, await ground.codes(60, 63));
    expect(await confirm(open)).toMatchObject({
      code: 'BT-CODE-COUNT',
      params: { quantity: '2', codes: '3' },
    });
    const { body } = await sales.ask('GET', `/api/v1/dispatches/${open}`);
    expect(body).toMatchObject({ state: 'draft', ledger: { state: 'draft' } });
  });

  test('goods that bear no codes go by quantity (S-13), to a party outside for good (S-61)', async () => {
    const admin = await ground.gateways.GD.as('enterprise-admin');
    const party = await admin.ask('POST', '/api/v1/parties', {
      kind: 'enterprise',
      types: ['customer'],
      creditCode: '91440101MA5XAMPL35',
      name: 'Corner Shop',
      address: '2 Example Street',
      legalPerson: 'Person One',
      contactPerson: 'Person Two',
      contactDetails: 'shop@example.org',
    });
    expect(party.status).toBe(201);
    const id = await draft({ quantity: '40', lot: ground.plainLot }, { party: String(party.body['id']) });
    const done = await post(sales, `/dispatches/${id}/confirm`);
    expect(done.body).toMatchObject({
      customerName: 'Corner Shop',
      state: 'dispatched',
      received: null,
      lines: [{ lotNumber: 'AB-002', quantity: '40', scanned: 0 }],
      ledger: { state: 'committed' },
    });
    const [last] = await itemsOf(sales, `/stock/${ground.plainLot}/movements`);
    expect(last).toMatchObject({ type: 'sell', quantity: '40', balance: '60' });
  });
});

describe('two drafts that race', () => {
  /** Keeps the outbox from freezing batches of the enterprise, so that both commands wait side by side. */
  const holdOutbox = async (work: () => Promise<void>): Promise<void> => {
    const { database, enterprise } = ground.gateways.GD;
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      await client.query('BEGIN');
      await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 7))', [enterprise]);
      await work();
      await client.query('COMMIT');
    } finally {
      await client.end();
    }
  };

  test('one goes out, the other’s refusal stands on the ledger and its draft can be edited again', async () => {
    const { database } = ground.gateways.GD;
    const ids = [
      await draft({ quantity: '60', lot: ground.plainLot }),
      await draft({ quantity: '60', lot: ground.plainLot }),
    ];
    let answers: Promise<TestAnswer>[] = [];
    await holdOutbox(async () => {
      answers = ids.map((id) => post(sales, `/dispatches/${id}/confirm`));
      await until(
        () => database.query(`SELECT 1 FROM app.outbox_command WHERE document_id = ANY($1)`, [ids]),
        (rows) => rows.length === 2,
      );
    });
    const both = await Promise.all(answers);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const loser = ids[both.findIndex(({ status }) => status === 409)] ?? '';
    const { body } = await sales.ask('GET', `/api/v1/dispatches/${loser}`);
    expect(body).toMatchObject({
      state: 'draft',
      ledger: { state: 'refused', refusal: { code: 'BT-GOODS-SHORT' }, block: expect.any(Number) },
    });
    const record = await database.query(
      `SELECT c.outcome FROM ledger.command c JOIN app.outbox_command o ON o.id = c.id WHERE o.document_id = $1`,
      [loser],
    );
    expect(record).toEqual([{ outcome: 'refused' }]);
    const changed = await sales.ask('PATCH', `/api/v1/dispatches/${loser}`, {
      version: body['version'],
      lines: [{ product: ground.product, lot: ground.lot, quantity: '60', unitPrice: '3' }],
    });
    expect(changed.body).toMatchObject({ state: 'draft', lines: [{ lotNumber: 'AB-001' }] });
    expect((await sales.ask('DELETE', `/api/v1/dispatches/${loser}`)).body).toMatchObject({
      code: 'BT-STATE-WRONG',
    });
    const again = await post(sales, `/dispatches/${loser}/confirm`);
    expect(again.body).toMatchObject({ state: 'dispatched', ledger: { state: 'committed', refusal: null } });
  });

  test('a repeated confirmation under the same key moves goods once', async () => {
    const id = await draft({ quantity: '5', lot: ground.lot });
    const key = { 'idempotency-key': 'the-same-key-1' };
    const path = `/api/v1/dispatches/${id}/confirm`;
    const [one, two] = [
      await sales.ask('POST', path, undefined, key),
      await sales.ask('POST', path, undefined, key),
    ];
    expect([one.status, two.status]).toEqual([200, 200]);
    expect(two.body['ledger']).toEqual(one.body['ledger']);
    expect((await itemsOf(sales, `/stock/${ground.lot}/movements?limit=1`))[0]).toMatchObject({
      quantity: '5',
    });
  });
});
