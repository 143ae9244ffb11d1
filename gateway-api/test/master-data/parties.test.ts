import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MaterialsModule } from '../../src/features/materials/materials.module.js';
import { PartiesModule } from '../../src/features/parties/parties.module.js';
import { LedgerReadModel1764000002000 } from '../../src/migrations/2000-ledger-read-model.js';
import { MasterData1764000003000 } from '../../src/migrations/3000-master-data.js';
import { type Asker, startGateway, type TestAnswer, type TestGateway } from '../support/gateway.js';

let gateway: TestGateway;
let admin: Asker;
let stranger: Asker;

beforeAll(async () => {
  gateway = await startGateway({
    modules: [PartiesModule, MaterialsModule],
    shape: { entities: [], migrations: [LedgerReadModel1764000002000, MasterData1764000003000] },
  });
  admin = await gateway.as('enterprise-admin');
  stranger = await gateway.as('other-admin');
});
afterAll(async () => {
  await gateway.stop();
});

const mill = {
  kind: 'enterprise',
  types: ['supplier'],
  creditCode: '91440101MA5XAMPL35',
  name: 'Example Flour Mill',
  address: '2 Example Road, Guangzhou',
  legalPerson: 'Person One',
  contactPerson: 'Person Two',
  contactDetails: '+86 20 0000 0001',
  region: '440100',
};
const peasant = {
  kind: 'individual',
  types: ['supplier', 'customer'],
  name: 'Person Three',
  identityNumber: '11010519491231002X',
  telephone: '+86 138 0000 0000',
  address: '3 Example Lane',
};

const post = (asker: Asker, path: string, body?: unknown): Promise<TestAnswer> =>
  asker.ask('POST', `/api/v1${path}`, body);
const add = async (body: unknown): Promise<Record<string, unknown>> => {
  const answer = await post(admin, '/parties', body);
  expect(answer.status).toBe(201);
  return answer.body;
};
const faultsOf = (answer: TestAnswer): unknown[] =>
  (answer.body['errors'] as { path: string }[]).map((fault) => fault.path);
const namesOf = async (asker: Asker, query: string): Promise<unknown[]> => {
  const answer = await asker.ask('GET', `/api/v1/parties?${query}`);
  expect(answer.status).toBe(200);
  return (answer.body['items'] as { name: string }[]).map((item) => item.name);
};

describe('trading parties (R-4.2.10)', () => {
  let millId: string;
  let peasantId: string;

  test('an enterprise and an individual are added; the numbers of the person come back masked', async () => {
    const enterprise = await add(mill);
    expect(enterprise).toMatchObject({ ...mill, state: 'active', version: 1, platformEnterprise: null });
    millId = enterprise['id'] as string;
    const individual = await add(peasant);
    expect(individual).toMatchObject({
      identityNumber: '••••••••••••••002X',
      telephone: '•••••••••••000',
      region: null,
    });
    peasantId = individual['id'] as string;
  });

  test.each([
    [mill, ['creditCode', 'name', 'address', 'legalPerson', 'contactPerson', 'contactDetails']],
    [peasant, ['name', 'identityNumber', 'telephone', 'address']],
  ])('each missing field is refused by its name (R-4.2.10d, R-4.2.10e)', async (party, fields) => {
    for (const field of fields) {
      const lacking = Object.fromEntries(Object.entries(party).filter(([key]) => key !== field));
      const answer = await post(admin, '/parties', lacking);
      expect(answer.body['code']).toBe('BT-INPUT-INVALID');
      expect(faultsOf(answer)).toEqual([`body.${field}`]);
    }
  });

  test('an unknown field is refused by its name', async () => {
    const answer = await post(admin, '/parties', { ...mill, nickname: 'x' });
    expect(answer.status).toBe(400);
    expect(faultsOf(answer)).toEqual(['body.nickname']);
  });

  test('a wrong check character is refused, the same code twice too', async () => {
    const wrong = await post(admin, '/parties', { ...mill, creditCode: '91440101MA5XAMPL36' });
    expect(wrong.body).toMatchObject({
      code: 'BT-IDENTIFIER-INVALID',
      params: { field: 'creditCode', reason: 'check-digit' },
    });
    const twice = await post(admin, '/parties', mill);
    expect(twice.body).toMatchObject({ code: 'BT-ALREADY-EXISTS', params: { field: 'creditCode' } });
  });

  test('lists filter by type, kind and text, and go on page by page', async () => {
    expect(await namesOf(admin, 'type=customer')).toEqual(['Person Three']);
    expect(await namesOf(admin, 'type=supplier')).toEqual(['Example Flour Mill', 'Person Three']);
    expect(await namesOf(admin, 'kind=enterprise')).toEqual(['Example Flour Mill']);
    expect(await namesOf(admin, 'q=flour')).toEqual(['Example Flour Mill']);
    expect(await namesOf(admin, 'q=%25')).toEqual([]);
    const first = await admin.ask('GET', '/api/v1/parties?limit=1');
    expect(await namesOf(admin, `limit=1&cursor=${String(first.body['next'])}`)).toEqual(['Person Three']);
  });

  test("another enterprise's party is not reachable, the regulator sees it (R-4.4b)", async () => {
    expect(await namesOf(stranger, '')).toEqual([]);
    for (const answer of [
      await stranger.ask('PATCH', `/api/v1/parties/${millId}`, { version: 1, name: 'Mine' }),
      await post(stranger, `/parties/${millId}/retire`),
      await post(stranger, `/parties/${peasantId}/reveal`, { reason: 'curious' }),
    ]) {
      expect(answer.status).toBe(404);
      expect(answer.body['code']).toBe('BT-NOT-FOUND');
    }
    expect(await namesOf(await gateway.as('regulator'), '')).toHaveLength(2);
  });

  test('other roles can only pick a party (R-4.2.10b)', async () => {
    const purchasing = await gateway.as('purchasing');
    expect(await namesOf(purchasing, '')).toHaveLength(2);
    expect((await post(purchasing, '/parties', mill)).status).toBe(403);
  });

  test('an edit changes what is given, once per version; masked numbers sent back stay', async () => {
    const path = `/api/v1/parties/${peasantId}`;
    const moved = { version: 1, kind: 'individual', address: '4 Example Lane' };
    const edited = await admin.ask('PATCH', path, {
      ...moved,
      identityNumber: '••••••••••••••002X',
      telephone: '+85328000000',
    });
    expect(edited.body).toMatchObject({
      address: '4 Example Lane',
      identityNumber: '••••••••••••••002X',
      telephone: '•••••••••000',
      version: 2,
    });
    expect((await admin.ask('PATCH', path, moved)).body['code']).toBe('BT-VERSION-STALE');
    const foreign = await admin.ask('PATCH', path, { version: 2, creditCode: mill.creditCode });
    expect(faultsOf(foreign)).toEqual(['body.creditCode']);
  });

  test('the full numbers are shown for a reason, and who saw them is recorded (C-7.11)', async () => {
    expect((await post(admin, `/parties/${peasantId}/reveal`, {})).status).toBe(400);
    const shown = await post(admin, `/parties/${peasantId}/reveal`, { reason: 'contract' });
    expect(shown.body).toEqual({ identityNumber: '11010519491231002X', telephone: '+85328000000' });
    const [line] = await gateway.database.query(
      `SELECT object_id, detail FROM app.audit_line WHERE action = 'parties.reveal' AND result = 'ok'`,
    );
    expect(line).toEqual({ object_id: peasantId, detail: { reason: 'contract' } });
    expect((await post(admin, `/parties/${millId}/reveal`, { reason: 'contract' })).body['code']).toBe(
      'BT-STATE-WRONG',
    );
  });

  test('no number of a person and no contact is stored in clear', async () => {
    const rows = JSON.stringify([
      await gateway.database.query('SELECT * FROM app.party'),
      await gateway.database.query('SELECT * FROM app.audit_line'),
    ]);
    expect(rows).toContain('Person Three');
    for (const secret of ['11010519491231002X', '28000000', '+86 20 0000 0001']) {
      expect(rows).not.toContain(secret);
    }
  });

  test('a retired party is kept, but no longer changed', async () => {
    const retired = await post(admin, `/parties/${millId}/retire`);
    expect(retired.body).toMatchObject({ state: 'retired', version: 2 });
    expect((await post(admin, `/parties/${millId}/retire`)).body['version']).toBe(2);
    expect(await namesOf(admin, 'state=active')).toEqual(['Person Three']);
    const edited = await admin.ask('PATCH', `/api/v1/parties/${millId}`, { version: 2, name: 'New' });
    expect(edited.body['code']).toBe('BT-STATE-WRONG');
    await add(mill);
  });
});

describe('materials', () => {
  const flour = {
    names: { 'zh-Hans': '面粉', 'zh-Hant': '麵粉', en: 'Wheat flour', pt: 'Farinha de trigo' },
    unit: 'kg',
    scale: 3,
  };

  test('are found in any of the four languages, by their own enterprise only', async () => {
    const made = await post(admin, '/materials', flour);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ ...flour, version: 1 });
    for (const q of ['farinha', '面粉', '麵']) {
      const found = await admin.ask('GET', `/api/v1/materials?q=${encodeURIComponent(q)}`);
      expect(found.body).toEqual({ items: [made.body], next: null });
    }
    expect((await stranger.ask('GET', '/api/v1/materials')).body['items']).toEqual([]);
  });
});
