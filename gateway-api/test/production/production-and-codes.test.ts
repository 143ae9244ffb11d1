import { createHash } from 'node:crypto';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestNetwork } from '@baytrace/embedded-ledger/testing';
import { parse } from 'csv-parse/sync';
import { CodeReader } from '../../src/features/code-keys/code-reader.service.js';
import { type Asker, signIn, type TestGateway } from '../support/gateway.js';
import { startLedger } from '../support/ledger.js';
import { DeviceLine } from './device-line.js';
import { GatewayProcess } from './gateway-process.js';
import { startKeyGateway } from './key-gateway.js';
import { command, registerProducer, startProducerGateway, until } from './producer.js';

let network: TestNetwork;
let line: DeviceLine;
let gateway: TestGateway;
/** What is running, in the order started. */
const running: { stop(): Promise<void> }[] = [];
let admin: Asker;
let purchasing: Asker;
let production: Asker;
let codeManager: Asker;

const names = (en: string): object => ({ 'zh-Hans': `${en} 简`, 'zh-Hant': `${en} 繁`, en, pt: `${en} pt` });
const fileText = '%PDF-1.4\ninspection report\n%%EOF\n';
const idOf = ({ body }: { body: Record<string, unknown> }): string => String(body['id']);

beforeAll(async () => {
  running.push((network = await startLedger()));
  running.push((line = await DeviceLine.withBroker()));
  running.push((gateway = await startProducerGateway(network, line)));
  for (const jurisdiction of ['HK', 'MO'] as const)
    running.push(await startKeyGateway(network, jurisdiction));
  await registerProducer(gateway);
  admin = await gateway.as('enterprise-admin');
  purchasing = await gateway.as('purchasing');
  production = await gateway.as('production');
  codeManager = await gateway.as('code-manager');
}, 120_000);

afterAll(async () => {
  for (const part of running.reverse()) await part.stop();
});

let product: string;
let fields: Record<string, unknown>;
const purchases: string[] = [];
const rawLots: string[] = [];
let lot: string;
let batch: string;
let locator: string;
let download: string;

describe('purchases of raw material (R-4.2.1)', () => {
  beforeAll(async () => {
    const definition = {
      ...{ number: 'HON-01', gtin: '9520000000011', names: names('Honey'), prepackaged: 'pre-packed' },
      ...{ packaging: 'jar', netContent: { value: '500', unit: 'g' }, unit: 'pcs', scale: 0 },
      ...{ category: 'honey', origin: 'CN' },
    };
    product = idOf(await command(admin, '/products', definition));
    const material = await admin.ask('POST', '/api/v1/materials', {
      names: names('Raw honey'),
      unit: 'kg',
      scale: 3,
    });
    const supplier = await admin.ask('POST', '/api/v1/parties', {
      ...{ types: ['supplier'], kind: 'enterprise', creditCode: '91440101MA5XAMPL35', name: 'Hive Ltd' },
      ...{
        address: '2 Example Road',
        legalPerson: 'Person A',
        contactPerson: 'Person B',
        contactDetails: '000',
      },
    });
    expect([material.status, supplier.status]).toEqual([201, 201]);
    fields = {
      ...{ material: idOf(material), supplier: idOf(supplier), quantity: '2000.5', lotNumber: 'RAW-1' },
      ...{
        productionDate: '2026-01-05',
        expiryDate: '2027-01-04',
        origin: { country: 'CN', place: '440100' },
      },
    };
  });

  test('an order missing any one of the six fields is refused with the field named (R-4.2.1c)', async () => {
    for (const field of ['material', 'supplier', 'quantity', 'lotNumber', 'productionDate', 'expiryDate']) {
      const { [field]: _left, ...rest } = fields;
      const { status, body } = await purchasing.ask('POST', '/api/v1/purchases', rest);
      expect([status, body['code']]).toEqual([400, 'BT-INPUT-INVALID']);
      expect(body['errors']).toMatchObject([{ path: `body.${field}` }]);
    }
  });

  test('who has not the role gets 403; an unknown field, a validity before production are refused', async () => {
    expect((await production.ask('POST', '/api/v1/purchases', fields)).status).toBe(403);
    const unknown = await purchasing.ask('POST', '/api/v1/purchases', { ...fields, colour: 'red' });
    expect(unknown.body['errors']).toMatchObject([{ path: 'body.colour' }]);
    const early = await purchasing.ask('POST', '/api/v1/purchases', { ...fields, expiryDate: '2026-01-01' });
    expect(early.body['errors']).toMatchObject([{ path: 'body.expiryDate' }]);
  });

  test('a draft can be changed; the history tells who changed what, a stale version is refused (R-4.2.1b)', async () => {
    const draft = await purchasing.ask('POST', '/api/v1/purchases', { ...fields, quantity: '1' });
    expect(draft.body).toMatchObject({ state: 'draft', quantity: '1', supplierName: 'Hive Ltd', unit: 'kg' });
    purchases.push(idOf(draft));
    const url = `/api/v1/purchases/${idOf(draft)}`;
    const changed = await purchasing.ask('PATCH', url, { version: 1, quantity: '2000.500' });
    expect(changed.body).toMatchObject({
      quantity: '2000.5',
      version: 2,
      history: [{ account: 'purchasing', changes: { quantity: { from: '1', to: '2000.5' } } }],
    });
    const stale = await purchasing.ask('PATCH', url, { version: 1, quantity: '3' });
    expect(stale.body['code']).toBe('BT-VERSION-STALE');
  });

  test('confirmed, each purchase is a raw-material lot on the ledger, once however often it is sent', async () => {
    const second = {
      ...fields,
      lotNumber: 'ＲＡＷ-2',
      quantity: '500',
      documentNumber: 'dn-77',
      documentDate: '2026-01-06',
    };
    purchases.push(idOf(await purchasing.ask('POST', '/api/v1/purchases', second)));
    for (const id of purchases) {
      const { status, body } = await command(purchasing, `/purchases/${id}/confirm`);
      expect([status, body['state']]).toEqual([201, 'confirmed']);
      expect(body['ledger']).toMatchObject({ state: 'committed', block: expect.any(Number) });
      rawLots.push(String(body['lot']));
    }
    const again = await command(purchasing, `/purchases/${purchases[0] ?? ''}/confirm`);
    expect(again.body['code']).toBe('BT-STATE-WRONG');
    const removed = await purchasing.ask('DELETE', `/api/v1/purchases/${purchases[0] ?? ''}`);
    expect(removed.body['code']).toBe('BT-STATE-WRONG');
    const found = await purchasing.ask('GET', '/api/v1/purchases?q=raw-2');
    expect(found.body['items']).toMatchObject([{ lotNumber: 'RAW-2', documentNumber: 'DN-77' }]);
  });

  test('another enterprise does not find it; the regulator of the jurisdiction reads it', async () => {
    const url = `/api/v1/purchases/${purchases[0] ?? ''}`;
    expect((await (await gateway.as('other-purchasing')).ask('GET', url)).status).toBe(404);
    expect((await (await gateway.as('regulator')).ask('GET', url)).status).toBe(200);
  });
});

describe('a production batch (R-4.2.2)', () => {
  test('more raw material than there is: refused, the batch stays a draft', async () => {
    const draft = await production.ask('POST', '/api/v1/batches', {
      ...{
        product,
        lotNumber: 'B-1',
        quantity: '10000',
        productionDate: '2026-02-01',
        expiryDate: '2027-02-01',
      },
      inputs: rawLots.map((raw) => ({ lot: raw, quantity: '5000' })),
      losses: [],
    });
    expect(draft.status).toBe(201);
    batch = idOf(draft);
    const refused = await command(production, `/batches/${batch}/confirm`);
    expect([refused.status, refused.body['code']]).toEqual([409, 'BT-GOODS-SHORT']);
    expect((await production.ask('GET', `/api/v1/batches/${batch}`)).body['state']).toBe('draft');
  });

  test('made of two lots with a loss; each side shows the other (R-4.2.2c)', async () => {
    const [first = '', second = ''] = rawLots;
    const uses = {
      inputs: [
        { lot: first, quantity: '1990' },
        { lot: second, quantity: '480' },
      ],
      losses: [{ lot: second, quantity: '5.5' }],
    };
    const changed = await production.ask('PATCH', `/api/v1/batches/${batch}`, { version: 1, ...uses });
    expect(changed.status).toBe(200);
    const { status, body } = await command(production, `/batches/${batch}/confirm`);
    expect([status, body['state']]).toEqual([201, 'confirmed']);
    expect(body['inputs']).toMatchObject([{ lotNumber: 'RAW-1', unit: 'kg' }, { lotNumber: 'RAW-2' }]);
    lot = String(body['lot']);
    const raw = await production.ask('GET', '/api/v1/raw-lots');
    expect(raw.body['items']).toMatchObject([
      {
        lot: expect.any(String),
        available: expect.stringMatching(/^(?:10\.5|14\.5)$/u),
        batches: [{ lot, lotNumber: 'B-1' }],
      },
      { batches: [{ lot }] },
    ]);
  });

  test('an inspection report is listed with its hash and downloads byte-identical (R-4.2.2d)', async () => {
    const form = new FormData();
    form.append('file', new Blob([fileText], { type: 'application/pdf' }), 'report.pdf');
    const uploaded = await production.ask('POST', '/api/v1/files', form);
    expect(uploaded.status).toBe(201);
    const body = { file: idOf(uploaded), type: 'inspection-report', number: 'IR-1', date: '2026-02-02' };
    const attached = await command(production, `/batches/${batch}/files`, body);
    const sha256 = createHash('sha256').update(fileText).digest('hex');
    expect(attached.body['files']).toMatchObject([{ ...body, sha256, ledger: { state: 'committed' } }]);
    const content = await production.ask('GET', `/api/v1/files/${body.file}/content`);
    expect(content.bytes.toString()).toBe(fileText);
    const twice = await command(production, `/batches/${batch}/files`, body);
    expect(twice.body['code']).toBe('BT-ALREADY-EXISTS');
  });
});

describe('codes (R-4.2.6)', () => {
  test('10,000 item codes in one endorsed transaction', async () => {
    const answer = await until(codeManager, '/code-blocks', () => true);
    expect(answer['items']).toEqual([]);
    const { status, body } = await command(codeManager, '/code-blocks', {
      product,
      level: 'item',
      count: 10_000,
    });
    expect(body).toMatchObject({ count: 10_000, pool: 10_000, drawn: 0, ledger: { state: 'committed' } });
    expect(status).toBe(201);
    expect(body['sample']).toMatch(/^HTTPS:\/\/GD\.EXAMPLE\/01\/09520000000011\/21\/[0-9A-Z]{17}$/u);
    locator = String(body['locator']);
  });

  test('4,000 are drawn once; asking for them again, or for more than are left, is refused', async () => {
    const drawn = await command(codeManager, `/code-blocks/${locator}/downloads`, { count: 4000 });
    expect([drawn.status, drawn.body['ranges']]).toEqual([201, [[0, 4000]]]);
    download = idOf(drawn);
    const again = await command(codeManager, `/code-blocks/${locator}/downloads`, { from: 0, count: 4000 });
    expect([again.status, again.body['code']]).toEqual([409, 'BT-CODE-NOT-IN-POOL']);
    const more = await command(codeManager, `/code-blocks/${locator}/downloads`, { count: 6001 });
    expect(more.body['code']).toBe('BT-CODE-COUNT');
    const stranger = await gateway.as('other-purchasing');
    expect((await stranger.ask('GET', `/api/v1/downloads/${download}`)).status).toBe(403);
  });

  test('the CSV has 4,000 distinct codes that resolve; each format is given out once, again only by a stated act', async () => {
    const url = `/api/v1/downloads/${download}/content?format=csv`;
    const csv = await codeManager.ask('GET', url);
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const rows: Record<string, string>[] = parse(csv.bytes, { bom: true, columns: true });
    const uris = rows.map((row) => row['uri'] ?? '');
    expect(new Set(uris).size).toBe(4000);
    const found = await gateway.app.get(CodeReader, { strict: false }).resolveMany(uris);
    expect(found.every((code, index) => 'index' in code && code.index === index)).toBe(true);
    expect((await codeManager.ask('GET', url)).body).toMatchObject({
      code: 'BT-STATE-WRONG',
      params: { reason: 'taken' },
    });
    const repeat = { format: 'csv', reason: 'printer jam' };
    const allowed = await codeManager.ask('POST', `/api/v1/downloads/${download}/repeat`, repeat);
    expect(allowed.body).toMatchObject({ taken: { csv: false, 'svg-zip': false }, copies: { csv: 1 } });
    expect((await codeManager.ask('GET', url)).bytes.equals(csv.bytes)).toBe(true);
    const zip = await codeManager.ask('GET', url.replace('csv', 'svg-zip'));
    expect(zip.bytes.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
    expect(zip.bytes.readUInt16LE(zip.bytes.length - 12)).toBe(4000);
  });

  test('drawn codes meet goods of the batch', async () => {
    const assigned = await command(codeManager, `/code-blocks/${locator}/assignments`, { lot, download });
    expect(assigned.body).toMatchObject({ lot, ranges: [[0, 4000]], ledger: { state: 'committed' } });
    const shown = await production.ask('GET', `/api/v1/batches/${batch}`);
    expect(shown.body['codes']).toEqual({ issued: 10_000, drawn: 0, assigned: 4000 });
  });

  test('a code is disabled and enabled again; the history shows both acts (R-4.2.6c,d)', async () => {
    const { body } = await codeManager.ask('GET', `/api/v1/code-blocks/${locator}`);
    const path = `/code-blocks/${locator}/status`;
    const reader = gateway.app.get(CodeReader, { strict: false });
    for (const status of ['disabled', 'enabled']) {
      const set = await command(codeManager, path, { status, reason: 'damaged', codes: [body['sample']] });
      expect(set.body).toMatchObject({ status, ranges: [[0, 1]], count: 1, ledger: { state: 'committed' } });
      expect((await reader.resolve(String(body['sample']))).disabled).toBe(status === 'disabled');
    }
    const history = await codeManager.ask('GET', `/api/v1${path}`);
    expect(history.body['items']).toMatchObject([{ status: 'enabled' }, { status: 'disabled' }]);
    const forged = `${String(body['sample']).slice(0, -1)}${String(body['sample']).endsWith('0') ? '1' : '0'}`;
    const refused = await command(codeManager, path, {
      status: 'disabled',
      reason: 'leaked',
      codes: [forged],
    });
    expect([refused.status, refused.body['code']]).toEqual([422, 'BT-CODE-FORGED']);
  });
});

describe('print jobs (R-4.2.7)', () => {
  const coded = async (asker: Asker): Promise<unknown> =>
    (await asker.ask('GET', `/api/v1/batches/${batch}`)).body['codes'];

  test('the coder marks 3,000 codes onto its tape; tape and ledger agree', async () => {
    await line.startCoder(path.join(gateway.config.state.folder, 'device-keys.jwks.json'));
    const operator = await gateway.as('line-operator');
    const devices = await until(operator, '/devices', ({ items }) =>
      JSON.stringify(items).includes('"online"'),
    );
    expect(devices['items']).toMatchObject([{ id: 'line-1', kind: 'inkjet', own: false }]);
    const job = await command(operator, '/jobs', { locator, count: 3000, device: 'line-1', lot });
    expect([job.status, job.body['ranges']]).toEqual([201, [[4000, 7000]]]);
    const done = await until(operator, `/jobs/${idOf(job)}`, ({ assigned }) => assigned === 3000);
    expect(done).toMatchObject({ total: 3000, sent: 3000, marked: 3000, unknown: 0, problem: null });
    const found = await gateway.app.get(CodeReader, { strict: false }).resolveMany(line.marked());
    const indexes = found.map((code) => ('index' in code ? code.index : -1)).sort((x, y) => x - y);
    expect(indexes).toEqual(Array.from({ length: 3000 }, (_, n) => 4000 + n));
    expect(
      found.every((code) => 'place' in code && code.place?.kind === 'parcel' && code.place.lot === lot),
    ).toBe(true);
    expect(await coded(production)).toEqual({ issued: 10_000, drawn: 0, assigned: 7000 });
  });

  test('a gateway killed again and again while the coder marks loses no code and assigns none twice', async () => {
    await gateway.app.close();
    const process = new GatewayProcess(gateway.config);
    running.push({ stop: () => process.kill() });
    let origin = await process.start();
    const request = { locator, count: 3000, device: 'line-1', lot };
    const job = await command(await signIn(origin, 'line-operator'), '/jobs', request);
    expect(job.status).toBe(201);
    for (const marks of [3500, 4800]) {
      while (line.marked().length < marks) await delay(20);
      await process.kill();
      origin = await process.start();
    }
    const operator = await signIn(origin, 'line-operator');
    const done = await until(
      operator,
      `/jobs/${idOf(job)}`,
      ({ assigned, state }) => assigned === 3000 && state === 'finished',
    );
    expect(done).toMatchObject({ marked: 3000, unknown: 0, problem: null });
    expect(new Set(line.marked()).size).toBe(6000);
    expect(line.marked()).toHaveLength(6000);
    expect(await coded(await signIn(origin, 'production'))).toEqual({
      issued: 10_000,
      drawn: 0,
      assigned: 10_000,
    });
    expect((await command(operator, '/jobs', request)).body['code']).toBe('BT-GOODS-SHORT');
  }, 180_000);
});
