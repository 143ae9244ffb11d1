import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Asker } from '../support/gateway.js';
import {
  itemsOf,
  names,
  post,
  startTradingGround,
  until,
  type TradingGround,
} from '../support/trading-ground.js';

let ground: TradingGround;
let stop = (): Promise<void> => Promise.resolve();
let sales: Asker;
let hkWarehouse: Asker;
let hkSales: Asker;
let moWarehouse: Asker;
let moSales: Asker;
let dispatch: string;
let shipment: string;

beforeAll(async () => {
  ground = await startTradingGround();
  stop = ground.stop;
  const { GD, HK, MO } = ground.gateways;
  sales = await GD.as('sales');
  [hkWarehouse, hkSales] = await Promise.all([HK.as('warehouse'), HK.as('sales')]);
  [moWarehouse, moSales] = await Promise.all([MO.as('warehouse'), MO.as('sales')]);
});
afterAll(async () => {
  await stop();
});

const draftOf = (customer: string, quantity: string): Record<string, unknown> => ({
  customer: { enterprise: customer },
  date: '2026-02-01',
  orderNumber: 'PO/7',
  currency: 'HKD',
  lines: [{ product: ground.product, quantity, unitPrice: '12.50' }],
  customs: { declaration: 'C-99' },
});

const stockOf = async (asker: Asker, lot: string): Promise<Record<string, unknown> | undefined> =>
  (await itemsOf(asker, '/stock')).find((row) => row['lot'] === lot);

describe('a dispatch across the border (R-4.2.3)', () => {
  test('a draft names customer and product; codes bring batch and dates (R-4.2.3c)', async () => {
    const { HK } = ground.gateways;
    const draft = await sales.ask('POST', '/api/v1/dispatches', draftOf(HK.enterprise, '300'));
    expect(draft.status).toBe(201);
    expect(draft.body).toMatchObject({
      number: expect.stringMatching(/^D-\d{4}-000001$/u),
      customerName: 'Harbour Imports',
      customerJurisdiction: 'HK',
      state: 'draft',
      lines: [{ lot: null, quantity: '300', scanned: 0, unit: 'pcs', productNames: names }],
      ledger: { state: 'draft' },
    });
    dispatch = String(draft.body['id']);
    const codes = await ground.codes(0, 300);
    const scans = await sales.ask('POST', `/api/v1/dispatches/${dispatch}/scans`, { codes });
    expect(scans.body).toMatchObject({
      accepted: 300,
      ignored: [],
      refused: [],
      lines: [{ lot: ground.lot, lotNumber: 'AB-001', expected: '300', scanned: '300' }],
    });
  });

  test('scanning a code twice is ignored with a notice (S-27)', async () => {
    const [code = ''] = await ground.codes(5, 6);
    const again = await sales.ask('POST', `/api/v1/dispatches/${dispatch}/scans`, { codes: [code, code] });
    expect(again.body).toMatchObject({ accepted: 0, ignored: [code, code], refused: [] });
  });

  test('a change of the draft keeps the old value; a stale version is refused (R-4.2.3b)', async () => {
    const path = `/api/v1/dispatches/${dispatch}`;
    const changed = await sales.ask('PATCH', path, { version: 1, date: '2026-02-02' });
    expect(changed.body).toMatchObject({
      version: 2,
      date: '2026-02-02',
      lines: [{ scanned: 300 }],
      history: [{ changes: { date: { from: '2026-02-01', to: '2026-02-02' } } }],
    });
    const stale = await sales.ask('PATCH', path, { version: 1, date: '2026-02-03' });
    expect(stale.body).toMatchObject({ status: 409, code: 'BT-VERSION-STALE' });
  });

  test('confirmed, both jurisdictions endorse and prices reach these two only (R-4.2.3d)', async () => {
    const done = await post(sales, `/dispatches/${dispatch}/confirm`);
    expect(done.body).toMatchObject({
      state: 'dispatched',
      lines: [{ lot: ground.lot, lotNumber: 'AB-001', productionDate: '2026-01-10', scanned: 300 }],
      received: '0',
      inTransit: '300',
      missing: '0',
      ledger: { state: 'committed', endorsers: expect.arrayContaining(['GuangdongMSP', 'HongKongMSP']) },
    });
    shipment = (done.body['ledger'] as { operation: string }).operation;
    const details = async (at: 'GD' | 'HK' | 'MO'): Promise<unknown[]> =>
      ground.gateways[at].database.query('SELECT body FROM ledger.trade_details WHERE command = $1', [
        shipment,
      ]);
    const order = { orderNumber: 'PO/7', lines: [{ quantity: '300', unitPrice: '12.50' }] };
    expect(await details('GD')).toMatchObject([{ body: order }]);
    await until(
      () => itemsOf(hkWarehouse, '/deliveries'),
      (items) => items.length > 0,
    );
    await until(
      () => details('HK'),
      (rows) => rows.length > 0,
    );
    expect(await details('HK')).toMatchObject([{ body: order }]);
    await until(
      () => ground.gateways.MO.database.query('SELECT 1 FROM ledger.command WHERE id = $1', [shipment]),
      (rows) => rows.length > 0,
    );
    expect(await details('MO')).toEqual([]);
    expect(await stockOf(sales, ground.lot)).toMatchObject({
      held: '700',
      coded: '500',
      uncoded: '200',
      inTransitOut: '300',
    });
  });

  test('what is dispatched is not edited, scanned for or deleted any more (S-4)', async () => {
    const path = `/api/v1/dispatches/${dispatch}`;
    const wrong = { code: 'BT-STATE-WRONG' };
    expect((await sales.ask('PATCH', path, { version: 3, date: '2026-02-03' })).body).toMatchObject(wrong);
    expect((await sales.ask('POST', `${path}/scans`, { codes: ['X'] })).body).toMatchObject(wrong);
    expect((await sales.ask('DELETE', path)).body).toMatchObject(wrong);
    expect((await post(sales, `/dispatches/${dispatch}/confirm`)).body).toMatchObject(wrong);
  });
});

describe('receipt by one scan (R-4.3.1)', () => {
  let receipt: string;

  test('the receiver sees the delivery with its document (S-8)', async () => {
    expect(await itemsOf(hkWarehouse, '/deliveries?state=open')).toMatchObject([
      {
        shipment,
        from: { name: 'Pearl Delta Foods', jurisdiction: 'GD' },
        document: { type: 'delivery-note', number: expect.stringMatching(/^D-/u), date: '2026-02-02' },
        lines: [{ lot: ground.lot, shipped: '300', received: '0', inTransit: '300', missing: '0' }],
        ledger: { state: 'committed' },
      },
    ]);
  });

  test('one code gives a filled note; the same code again gives the same note (R-4.3.1a, R-4.3.1b)', async () => {
    const [code = ''] = await ground.codes(17, 18);
    const note = await hkWarehouse.ask('POST', '/api/v1/receipts', { code });
    expect(note.status).toBe(201);
    expect(note.body).toMatchObject({
      number: expect.stringMatching(/^R-\d{4}-000001$/u),
      supplier: { name: 'Pearl Delta Foods' },
      lines: [
        {
          productNames: names,
          lotNumber: 'AB-001',
          productionDate: '2026-01-10',
          expiryDate: '2099-01-10',
          expected: '300',
          quantity: '300',
          codes: [],
        },
      ],
    });
    receipt = String(note.body['id']);
    const again = await hkWarehouse.ask('POST', '/api/v1/receipts', { code });
    expect([again.status, again.body['id']]).toEqual([200, receipt]);
  });

  test('short is allowed, more than was sent is not (S-8, S-9)', async () => {
    const path = `/api/v1/receipts/${receipt}`;
    const change = (quantity: string): Record<string, unknown> => ({
      version: 1,
      lines: [{ lot: ground.lot, quantity }],
    });
    expect((await hkWarehouse.ask('PATCH', path, change('301'))).body).toMatchObject({
      code: 'BT-GOODS-SHORT',
      params: { short: '1' },
    });
    expect((await hkWarehouse.ask('PATCH', path, change('290'))).body).toMatchObject({
      version: 2,
      lines: [{ expected: '300', quantity: '290' }],
    });
  });

  test('received short by count, nobody knows which ten are missing: slack on both sides', async () => {
    const done = await post(hkWarehouse, `/receipts/${receipt}/confirm`);
    expect(done.body).toMatchObject({
      state: 'received',
      lines: [{ expected: '300', quantity: '290' }],
      ledger: { state: 'committed' },
    });
    expect(await stockOf(hkWarehouse, ground.lot)).toMatchObject({
      held: '290',
      coded: '290',
      slack: '10',
      inTransitIn: '10',
    });
    const sender = await until(
      () => sales.ask('GET', `/api/v1/dispatches/${dispatch}`),
      ({ body }) => body['received'] === '290',
    );
    expect(sender.body).toMatchObject({ received: '290', inTransit: '0', missing: '10' });
    expect(await itemsOf(hkWarehouse, '/deliveries?state=open')).toMatchObject([
      { lines: [{ received: '290', inTransit: '0', missing: '10' }] },
    ]);
  });

  test('Hong Kong sends 100 on to Macao by their codes, which receives them', async () => {
    const { MO } = ground.gateways;
    const draft = await hkSales.ask('POST', '/api/v1/dispatches', draftOf(MO.enterprise, '100'));
    const id = String(draft.body['id']);
    const codes = await ground.codes(0, 100);
    await hkSales.ask('POST', `/api/v1/dispatches/${id}/scans`, { codes });
    const done = await post(hkSales, `/dispatches/${id}/confirm`);
    expect(done.body).toMatchObject({ state: 'dispatched', ledger: { state: 'committed' } });
    const [code = ''] = codes;
    const note = await until(
      () => moWarehouse.ask('POST', '/api/v1/receipts', { code }),
      ({ status }) => status === 201,
    );
    const received = await post(moWarehouse, `/receipts/${String(note.body['id'])}/confirm`);
    expect(received.body).toMatchObject({ state: 'received', lines: [{ quantity: '100' }] });
    expect(await stockOf(hkWarehouse, ground.lot)).toMatchObject({ held: '190', slack: '10' });
  });

  test('one of the ten turns up and is received by its code', async () => {
    const [code = ''] = await ground.codes(299, 300);
    const note = await hkWarehouse.ask('POST', '/api/v1/receipts', { code });
    expect(note.body).toMatchObject({ lines: [{ expected: '10', quantity: '1', codes: [code] }] });
    expect((await post(hkWarehouse, `/receipts/${String(note.body['id'])}/confirm`)).body).toMatchObject({
      state: 'received',
      lines: [{ expected: '10', quantity: '1', codes: [code] }],
    });
    expect(await stockOf(hkWarehouse, ground.lot)).toMatchObject({
      held: '191',
      slack: '9',
      inTransitIn: '9',
    });
    const twice = await hkWarehouse.ask('POST', '/api/v1/receipts', { code });
    expect(twice.body).toMatchObject({ code: 'BT-RECEIVER-WRONG', params: { reason: 'in-stock' } });
  });
});

describe('sale to consumers (R-4.3.2, S-61)', () => {
  test('five are sold by their codes; what is not in stock is refused', async () => {
    const codes = await ground.codes(10, 15);
    const sold = await post(moSales, '/sales', { codes, documentNumber: 't-4711' });
    expect(sold.status).toBe(201);
    expect(sold.body).toMatchObject({
      number: expect.stringMatching(/^S-\d{4}-\d{6}$/u),
      documentNumber: 'T-4711',
      lines: [{ lotNumber: 'AB-001', quantity: '5', codes: 5 }],
      ledger: { state: 'committed' },
    });
    expect((await post(moSales, '/sales', { codes })).body).toMatchObject({
      code: 'BT-CODE-NOT-HELD',
      params: { reason: 'ended' },
    });
    const foreign = await post(moSales, '/sales', { codes: await ground.codes(150, 151) });
    expect(foreign.body).toMatchObject({ code: 'BT-CODE-NOT-HELD', params: { reason: 'elsewhere' } });
    const byCount = await post(moSales, '/sales', { lines: [{ lot: ground.lot, quantity: '1' }] });
    expect(byCount.body).toMatchObject({ code: 'BT-CODE-COUNT' });
    expect(await itemsOf(moSales, '/sales')).toHaveLength(1);
  });
});

describe('stock and its movements (R-4.3.3)', () => {
  test('each movement shows document, counterparty and balance, and they add up', async () => {
    const moves = await itemsOf(hkWarehouse, `/stock/${ground.lot}/movements`);
    expect(moves.map((m) => [m['direction'], m['type'], m['quantity'], m['balance']])).toEqual([
      ['in', 'receive', '1', '191'],
      ['out', 'ship', '100', '190'],
      ['in', 'receive', '290', '290'],
    ]);
    expect(moves[1]).toMatchObject({
      counterparty: { name: 'Cotai Supermarket' },
      document: { type: 'delivery-note' },
      ledger: { state: 'committed', block: expect.any(Number) },
    });
    expect(moves[2]).toMatchObject({ counterparty: { name: 'Pearl Delta Foods' } });
    const out = await itemsOf(hkWarehouse, `/stock/${ground.lot}/movements?direction=out&from=2026-01-01`);
    expect(out.map((m) => m['balance'])).toEqual(['190']);
  });

  test('raw material used and lost in one batch leaves exactly the rest', async () => {
    const rows = await itemsOf(await ground.gateways.GD.as('production'), '/stock?q=FLOUR');
    expect(rows).toMatchObject([
      { kind: 'raw', lotNumber: 'FLOUR-1', unit: 'kg', held: '600', uncoded: '600' },
    ]);
  });

  test('a search finds the product in any language; pages follow one another', async () => {
    const found = await itemsOf(sales, `/stock?q=${encodeURIComponent('杏仁餅')}`);
    expect(found.map((row) => row['lotNumber']).sort()).toEqual(['AB-001', 'AB-002']);
    const first = await sales.ask('GET', '/api/v1/stock?limit=2');
    const second = await sales.ask('GET', `/api/v1/stock?limit=2&cursor=${String(first.body['next'])}`);
    expect(second.body).toMatchObject({ items: [{ lot: expect.any(String) }], next: null });
  });

  test('a regulator sees the stock of the jurisdiction and no other (R-4.4c, R-4.4d)', async () => {
    const { HK, GD } = ground.gateways;
    const regulator = await HK.as('regulator');
    expect(await itemsOf(regulator, '/stock')).toMatchObject([
      { holder: { name: 'Harbour Imports' }, held: '191' },
    ]);
    const moves = `/api/v1/stock/${ground.lot}/movements?enterprise=`;
    expect((await regulator.ask('GET', moves + HK.enterprise)).status).toBe(200);
    expect((await regulator.ask('GET', moves + GD.enterprise)).body).toMatchObject({ code: 'BT-NOT-FOUND' });
  });
});
