import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Asker, startGateway, type TestGateway } from '../support/gateway.js';

let gateway: TestGateway;
let administrator: Asker;
let enterpriseAdmin: Asker;

beforeAll(async () => {
  gateway = await startGateway();
  administrator = await gateway.as('administrator');
  enterpriseAdmin = await gateway.as('enterprise-admin');
});
afterAll(async () => {
  await gateway.stop();
});

interface Made {
  account: { id: string; version: number };
  initialPassword: string;
}

const make = async (asker: Asker, body: Record<string, unknown>): Promise<Made> => {
  const answer = await asker.ask('POST', '/api/v1/accounts', { displayName: 'Somebody', ...body });
  expect(answer.status).toBe(201);
  return answer.body as unknown as Made;
};

const signIn = (login: string, password: string): ReturnType<Asker['ask']> =>
  gateway.anybody.ask('POST', '/api/v1/session', { login, password });

describe('accounts', () => {
  test('a new account gets an initial password once and must change it first', async () => {
    const made = await make(enterpriseAdmin, { login: 'new-clerk', roles: ['purchasing', 'sales'] });
    const session = await signIn('NEW-clerk', made.initialPassword);
    expect(session.body).toMatchObject({
      passwordExpired: true,
      account: { enterprise: gateway.enterprise },
    });
    const list = await enterpriseAdmin.ask('GET', '/api/v1/accounts?limit=200');
    expect(list.bytes.toString()).not.toContain(made.initialPassword);
    expect(list.bytes.toString()).not.toContain('argon2');
  });

  test('a login is unique without regard to case', async () => {
    const body = { login: 'SALES', displayName: 'x', roles: ['sales'] };
    expect((await enterpriseAdmin.ask('POST', '/api/v1/accounts', body)).body['code']).toBe(
      'BT-ALREADY-EXISTS',
    );
  });

  test('an enterprise administrator gives only enterprise roles of the own enterprise', async () => {
    const create = (more: Record<string, unknown>): ReturnType<Asker['ask']> =>
      enterpriseAdmin.ask('POST', '/api/v1/accounts', { login: 'intruder', displayName: 'x', ...more });
    expect((await create({ roles: ['administrator'] })).body['code']).toBe('BT-FORBIDDEN');
    expect((await create({ roles: ['sales'], enterprise: gateway.otherEnterprise })).body['code']).toBe(
      'BT-FORBIDDEN',
    );
    expect((await create({ roles: ['sales'], admin: true })).body).toMatchObject({
      code: 'BT-INPUT-INVALID',
      errors: [{ path: 'body.admin', code: 'unrecognized_keys' }],
    });
  });

  test('roles of the jurisdiction are not held together nor with an enterprise (C-7.4)', async () => {
    for (const body of [
      { roles: ['administrator', 'auditor'] },
      { roles: ['regulator'], enterprise: gateway.enterprise },
      { roles: ['sales'] },
    ]) {
      const answer = await administrator.ask('POST', '/api/v1/accounts', {
        login: 'mixed',
        displayName: 'x',
        ...body,
      });
      expect(answer.body['code']).toBe('BT-INPUT-INVALID');
    }
  });

  test('accounts of another enterprise are not there', async () => {
    const all = await administrator.ask('GET', '/api/v1/accounts?limit=200');
    const other = (all.body['items'] as { id: string; login: string }[]).find(
      (a) => a.login === 'other-admin',
    )!;
    const own = await enterpriseAdmin.ask('GET', '/api/v1/accounts?limit=200');
    expect(own.bytes.toString()).not.toContain(other.id);
    const edit = await enterpriseAdmin.ask('PATCH', `/api/v1/accounts/${other.id}`, {
      version: 1,
      state: 'disabled',
    });
    expect(edit.body['code']).toBe('BT-NOT-FOUND');
  });

  test('disabling ends the sessions at once; a stale edit is refused (S-33)', async () => {
    const { account, initialPassword } = await make(administrator, {
      login: 'leaver',
      roles: ['sales'],
      enterprise: gateway.enterprise,
    });
    const session = await signIn('leaver', initialPassword);
    const cookie = session.headers
      .getSetCookie()
      .map((c) => c.split(';')[0])
      .join('; ');
    const edit = (body: unknown): ReturnType<Asker['ask']> =>
      administrator.ask('PATCH', `/api/v1/accounts/${account.id}`, body);
    expect((await edit({ version: 1, state: 'disabled' })).body).toMatchObject({
      account: { state: 'disabled', version: 2 },
    });
    expect((await edit({ version: 1, state: 'active' })).body).toMatchObject({ code: 'BT-VERSION-STALE' });
    expect((await gateway.anybody.ask('GET', '/api/v1/session', undefined, { cookie })).status).toBe(401);
    expect((await signIn('leaver', initialPassword)).body['code']).toBe('BT-SIGN-IN-FAILED');
  });

  test('a reset password lifts the lock', async () => {
    const { account } = await make(administrator, {
      login: 'locked',
      roles: ['sales'],
      enterprise: gateway.enterprise,
    });
    for (let i = 0; i < 5; i += 1) await signIn('locked', 'x');
    expect((await signIn('locked', 'x')).body['code']).toBe('BT-ACCOUNT-LOCKED');
    const reset = await administrator.ask('PATCH', `/api/v1/accounts/${account.id}`, {
      version: 1,
      resetPassword: true,
    });
    expect((await signIn('locked', String(reset.body['initialPassword']))).status).toBe(200);
  });

  test('nobody edits the own account here', async () => {
    const own = (await administrator.ask('GET', '/api/v1/session')).body['account'] as { id: string };
    const edit = await administrator.ask('PATCH', `/api/v1/accounts/${own.id}`, {
      version: 1,
      roles: ['auditor'],
    });
    expect(edit.body).toMatchObject({ code: 'BT-FORBIDDEN', params: { reason: 'own-account' } });
  });

  test('the list is paged without gap or repetition', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await administrator.ask('GET', `/api/v1/accounts?limit=4${cursor}`);
      seen.push(...(page.body['items'] as { id: string }[]).map((a) => a.id));
      const next = page.body['next'];
      cursor = typeof next === 'string' ? `&cursor=${next}` : '';
    } while (cursor !== '');
    const [count] = await gateway.database.query('SELECT count(*)::int AS n FROM app.account');
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(count?.['n'] as number);
    expect((await administrator.ask('GET', '/api/v1/accounts?cursor=nonsense')).body['code']).toBe(
      'BT-INPUT-INVALID',
    );
  });

  test('others than administrators do not see accounts', async () => {
    for (const login of ['regulator', 'auditor', 'purchasing', 'finance']) {
      const asker = await gateway.as(login);
      expect((await asker.ask('GET', '/api/v1/accounts')).body).toMatchObject({
        code: 'BT-FORBIDDEN',
        params: { permission: 'account:manage' },
      });
    }
  });
});
