import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { baseModules, baseShape } from '../../src/base-modules.js';
import { gatewayModules } from '../../src/app.module.js';
import { databaseShape } from '../../src/data-source.js';
import {
  type Asker,
  startGateway,
  type TestAnswer,
  testPassword,
  type TestGateway,
} from '../support/gateway.js';
import { startLedger } from '../support/ledger.js';

/** What was started, so that it ends also when the start fails half-way. */
const started: { stop(): Promise<void> }[] = [];
let gateway: TestGateway;
let regulator: Asker;
let admin: Asker;
let enterprise: string;

beforeAll(async () => {
  const network = await startLedger();
  started.push(network);
  const { cert, key } = network.ca('GuangdongMSP');
  gateway = await startGateway({
    modules: gatewayModules.filter((module) => !baseModules.includes(module)),
    shape: {
      entities: databaseShape.entities.filter((entity) => !baseShape.entities.includes(entity)),
      migrations: databaseShape.migrations.filter((one) => !baseShape.migrations.includes(one)),
    },
    ledger: {
      connectionFile: network.connectionFile,
      authority: { kind: 'local', certFile: cert, keyFile: key },
    },
  });
  started.push(gateway);
  regulator = await gateway.as('regulator');
});
afterAll(async () => {
  for (const part of started.reverse()) await part.stop();
});

const registration = {
  name: 'Pearl Delta Foods',
  premisesType: 'factory',
  registrationNumber: '91440101MA5XAMPL35',
  identifierType: 'uscc',
  domicile: '1 Example Road, Guangzhou',
  region: '440100',
  legalRepresentative: 'Person One',
  contactPerson: 'Person Two',
  contactDetails: '+86 20 0000 0000',
  recallContact: 'recall@pearl.example',
  roles: ['producer'],
  administrator: { login: 'pearl-admin', displayName: 'Pearl' },
};
const biscuits = {
  number: 'BIS-01',
  gtin: '9520000000011',
  names: { 'zh-Hans': '杏仁饼', 'zh-Hant': '杏仁餅', en: 'Almond biscuits', pt: 'Biscoitos de amêndoa' },
  prepackaged: 'pre-packed',
  packaging: 'tin',
  netContent: { value: '250', unit: 'g' },
  unit: 'pcs',
  scale: 0,
  category: 'bakery',
  origin: 'CN',
};

const command = (asker: Asker, path: string, body: unknown, key: string): Promise<TestAnswer> =>
  asker.ask('POST', `/api/v1${path}`, body, { 'idempotency-key': key });
const get = async (asker: Asker, path: string): Promise<Record<string, unknown>> => {
  const answer = await asker.ask('GET', `/api/v1${path}`);
  expect(answer.status).toBe(200);
  return answer.body;
};
const committed = {
  state: 'committed',
  transactionId: expect.stringMatching(/^[0-9a-f]{64}$/u),
  block: expect.any(Number),
  endorsers: expect.arrayContaining(['GuangdongMSP']),
  refusal: null,
};

describe('the registration of an enterprise (R-4.4.1)', () => {
  test('a wrong check character, an unknown field, and a role without the right are refused', async () => {
    const wrong = { ...registration, registrationNumber: '91440101MA5XAMPL36' };
    expect((await command(regulator, '/enterprises', wrong, 'wrong-00')).body).toMatchObject({
      code: 'BT-IDENTIFIER-INVALID',
      params: { type: 'uscc', reason: 'check-digit' },
    });
    const unknown = await command(regulator, '/enterprises', { ...registration, colour: 'red' }, 'wrong-01');
    expect(unknown.body).toMatchObject({ code: 'BT-INPUT-INVALID', errors: [{ path: 'body.colour' }] });
    const purchasing = await gateway.as('purchasing');
    expect((await command(purchasing, '/enterprises', registration, 'wrong-02')).status).toBe(403);
  });

  test('a regulator registers one; its administrator gets a password that is told once', async () => {
    const answer = await command(regulator, '/enterprises', registration, 'register-1');
    expect(answer.status).toBe(201);
    const { roles, name, ...rest } = registration;
    const { administrator, ...record } = rest;
    expect(answer.body).toMatchObject({
      enterprise: { ...record, roles, name, jurisdiction: 'GD', status: 'active', version: 1 },
      administrator: { login: administrator.login, initialPassword: expect.any(String) },
      ledger: committed,
    });
    enterprise = (answer.body['enterprise'] as { id: string }).id;
    const repeated = await command(regulator, '/enterprises', registration, 'register-1');
    expect(repeated.body).toMatchObject({
      enterprise: { id: enterprise },
      administrator: { initialPassword: null },
    });
    const password = (answer.body['administrator'] as { initialPassword: string }).initialPassword;
    await changePassword(administrator.login, password);
    admin = await gateway.as(administrator.login);
  });

  const changePassword = async (login: string, password: string): Promise<void> => {
    const session = await gateway.anybody.ask('POST', '/api/v1/session', { login, password });
    expect({ status: session.status, code: session.body['code'] }).toEqual({ status: 200, code: undefined });
    const cookie = session.headers
      .getSetCookie()
      .map((text) => text.split(';')[0])
      .join('; ');
    const changed = await gateway.anybody.ask(
      'POST',
      '/api/v1/session/password',
      { present: password, next: testPassword },
      { cookie, 'x-csrf-token': session.body['csrf'] as string },
    );
    expect(changed.status).toBe(204);
  };

  test('the same number or login cannot be registered again', async () => {
    const again = { ...registration, administrator: { login: 'pearl-two', displayName: 'Pearl' } };
    expect((await command(regulator, '/enterprises', again, 'again-01')).body).toMatchObject({
      code: 'BT-ALREADY-EXISTS',
      params: { field: 'registrationNumber' },
    });
    const sameLogin = { ...registration, identifierType: 'hkid', registrationNumber: 'A123456(3)' };
    expect((await command(regulator, '/enterprises', sameLogin, 'again-02')).body).toMatchObject({
      code: 'BT-ALREADY-EXISTS',
      params: { login: 'pearl-admin' },
    });
    const other = await command(regulator, '/enterprises', again, 'register-1');
    expect(other.body['code']).toBe('BT-IDEMPOTENCY-KEY-REUSED');
  });

  test('the enterprise is in the directory, marked as its own', async () => {
    const card = {
      enterprise,
      jurisdiction: 'GD',
      name: registration.name,
      premisesType: 'factory',
      registrationNumber: registration.registrationNumber,
      recallContact: registration.recallContact,
      roles: ['producer'],
      status: 'active',
      own: true,
    };
    expect(await get(admin, '/directory?q=pearl&jurisdiction=GD&role=producer')).toEqual({
      items: [card],
      next: null,
    });
    expect((await get(regulator, '/directory'))['items']).toEqual([{ ...card, own: false }]);
    expect((await get(admin, '/directory?role=distributor'))['items']).toEqual([]);
    expect((await get(admin, '/directory?jurisdiction=HK'))['items']).toEqual([]);
  });

  test('the enterprise reads its own record, nobody else does but the authority (R-4.2.8a)', async () => {
    expect(await get(admin, '/enterprise')).toMatchObject({
      id: enterprise,
      contactDetails: '+86 20 0000 0000',
    });
    expect((await get(admin, '/enterprises'))['items']).toHaveLength(1);
    const stranger = await gateway.as('other-admin');
    expect((await stranger.ask('GET', `/api/v1/enterprises/${enterprise}`)).body['code']).toBe(
      'BT-NOT-FOUND',
    );
    expect((await get(stranger, '/enterprises'))['items']).toEqual([]);
    expect((await get(regulator, '/enterprises?q=delta'))['items']).toMatchObject([
      { id: enterprise, contactDetails: expect.stringMatching(/^•+000$/u), ledger: committed },
    ]);
    const lines = await gateway.database.query(
      `SELECT object_id FROM app.audit_line WHERE action = 'enterprise.view'`,
    );
    expect(lines).toContainEqual({ object_id: enterprise });
  });

  test('persons of the record are sealed at home; on the ledger is only a digest (C-7.11)', async () => {
    const home = JSON.stringify(await gateway.database.query('SELECT * FROM app.enterprise'));
    const ledger = JSON.stringify(await gateway.database.query('SELECT body FROM ledger.command'));
    for (const secret of ['Person One', 'Person Two', '+86 20 0000 0000', '1 Example Road']) {
      expect(home).not.toContain(secret);
      expect(ledger).not.toContain(secret);
    }
    expect(ledger).not.toContain(registration.registrationNumber);
    expect(ledger).not.toContain(registration.name);
  });
});

describe('products (R-3.1)', () => {
  let product: string;

  test('a GTIN with a wrong check digit and loose goods are refused', async () => {
    const wrong = { ...biscuits, gtin: '9520000000012' };
    expect((await command(admin, '/products', wrong, 'product-0')).body).toMatchObject({
      code: 'BT-GTIN-INVALID',
      params: { reason: 'check-digit' },
    });
    const loose = await command(admin, '/products', { ...biscuits, prepackaged: 'loose' }, 'product-0');
    expect(loose.body).toMatchObject({ code: 'BT-INPUT-INVALID', errors: [{ path: 'body.prepackaged' }] });
  });

  test('a product is committed with its seal, once per key', async () => {
    const made = await command(admin, '/products', biscuits, 'product-1');
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ ...biscuits, gtin: '09520000000011', enterprise, ledger: committed });
    product = made.body['id'] as string;
    expect((await command(admin, '/products', biscuits, 'product-1')).body).toEqual(made.body);
    expect(await get(admin, `/products/${product}`)).toEqual(made.body);
    expect(await get(admin, '/products?q=amêndoa')).toEqual({ items: [made.body], next: null });
    expect((await get(regulator, `/products?enterprise=${enterprise}`))['items']).toHaveLength(1);
    expect((await command(admin, '/products', biscuits, 'product-2')).body['code']).toBe('BT-PRODUCT-EXISTS');
  });

  test("another enterprise's product is not reachable, nor what it asked of the ledger", async () => {
    const stranger = await gateway.as('other-admin');
    expect((await stranger.ask('GET', `/api/v1/products/${product}`)).body['code']).toBe('BT-NOT-FOUND');
    const own = await get(admin, '/operations?state=committed');
    const [operation] = own['items'] as { id: string; document: unknown }[];
    expect(operation).toMatchObject({
      type: 'define-product',
      state: 'committed',
      document: { type: 'product', id: product },
    });
    expect(await get(admin, `/operations/${operation!.id}`)).toEqual(operation);
    expect((await stranger.ask('GET', `/api/v1/operations/${operation!.id}`)).body['code']).toBe(
      'BT-NOT-FOUND',
    );
    expect((await get(stranger, '/operations'))['items']).toEqual([]);
  });

  test('the authority sees what was asked of the ledger for the jurisdiction', async () => {
    const items = (await get(regulator, '/operations'))['items'] as { type: string }[];
    expect(items.map((item) => item.type)).toContain('register-enterprise');
    expect(items.map((item) => item.type)).not.toContain('define-product');
  });
});

test('a party with the registration number of a registered enterprise is linked to it (S-36)', async () => {
  const party = {
    kind: 'enterprise',
    types: ['customer'],
    creditCode: registration.registrationNumber,
    name: 'Pearl as typed',
    address: '1 Example Road',
    legalPerson: 'Person One',
    contactPerson: 'Person Two',
    contactDetails: 'mail@pearl.example',
  };
  const made = await admin.ask('POST', '/api/v1/parties', party);
  expect(made.body).toMatchObject({
    name: 'Pearl as typed',
    platformEnterprise: enterprise,
    platformName: 'Pearl Delta Foods',
  });
});

test('anybody may ask which gateway this is', async () => {
  expect(await get(gateway.anybody, '/platform')).toEqual({
    jurisdiction: 'GD',
    publicHost: 'gd.example',
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/u),
    ledger: { kind: 'embedded', height: expect.any(Number) },
  });
});
