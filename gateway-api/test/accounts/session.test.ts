import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startGateway, type TestGateway, testPassword } from '../support/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(async () => {
  await gateway.stop();
});

const attempt = (login: string, password: string): ReturnType<TestGateway['anybody']['ask']> =>
  gateway.anybody.ask('POST', '/api/v1/session', { login, password });

describe('signing in', () => {
  test('the right password opens a session with HttpOnly, SameSite=Strict cookie and permissions', async () => {
    const answer = await attempt('Purchasing', testPassword);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      account: { login: 'purchasing', roles: ['purchasing'], jurisdiction: 'GD' },
    });
    expect(answer.body['permissions']).toContain('purchase:write');
    const [session, csrf] = answer.headers.getSetCookie();
    expect(session).toMatch(/^bt_session_gd=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/u);
    expect(csrf).toMatch(/^bt_csrf_gd=[\w-]{43}; Path=\/; SameSite=Strict$/u);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('wrong password and unknown login get the same refusal', async () => {
    const wrong = await attempt('sales', 'Wrong-password-1');
    const unknown = await attempt('nobody', 'Wrong-password-1');
    for (const answer of [wrong, unknown]) {
      expect(answer.status).toBe(401);
      expect(answer.body).toMatchObject({
        code: 'BT-SIGN-IN-FAILED',
        params: {},
        instance: '/api/v1/session',
      });
    }
  });

  test('of many wrong passwords at once only five are looked at, then the account is locked (C-7.2)', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => attempt('finance', 'Wrong-password-1')),
    );
    const codes = answers.map((a) => a.body['code']);
    expect(codes.filter((code) => code === 'BT-SIGN-IN-FAILED')).toHaveLength(5);
    expect(codes.filter((code) => code === 'BT-ACCOUNT-LOCKED')).toHaveLength(15);
    const right = await attempt('finance', testPassword);
    expect(right.status).toBe(423);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(800);
  });

  test('a lock tells nobody whether the login exists', async () => {
    for (let i = 0; i < 5; i += 1) await attempt('ghost', 'x');
    expect((await attempt('ghost', 'x')).body['code']).toBe('BT-ACCOUNT-LOCKED');
  });

  test('signing out ends the session on the server (C-7.10)', async () => {
    const sales = await gateway.as('sales');
    expect((await sales.ask('GET', '/api/v1/session')).status).toBe(200);
    expect((await sales.ask('DELETE', '/api/v1/session')).status).toBe(204);
    expect((await sales.ask('GET', '/api/v1/session')).body['code']).toBe('BT-SIGN-IN-REQUIRED');
  });

  test.each([
    ['half an hour unused', "last_seen_at = now() - interval '31 minutes'"],
    ['twelve hours old', "created_at = now() - interval '12 hours 1 minute'"],
  ])('a session %s is over', async (_, change) => {
    const warehouse = await gateway.as('warehouse');
    await gateway.database.query(
      `UPDATE app.session SET ${change} WHERE account_id = (SELECT id FROM app.account WHERE login = 'warehouse')`,
    );
    expect((await warehouse.ask('GET', '/api/v1/session')).status).toBe(401);
  });

  test('neither passwords nor tokens are stored in clear', async () => {
    await gateway.as('sales');
    const rows = JSON.stringify([
      await gateway.database.query('SELECT * FROM app.account'),
      await gateway.database.query('SELECT * FROM app.audit_line'),
    ]);
    expect(rows).not.toContain(testPassword);
    expect(rows).toContain('$argon2id$');
  });
});

describe('changing the own password', () => {
  const next = 'Another-pass-77';

  test('a change without the CSRF token is refused', async () => {
    const asker = await gateway.as('production');
    const answer = await asker.ask(
      'POST',
      '/api/v1/session/password',
      { present: testPassword, next },
      { 'x-csrf-token': 'x' },
    );
    expect(answer.body['code']).toBe('BT-CSRF');
  });

  test('weak and used passwords are refused, the other sessions end (C-7.1)', async () => {
    const asker = await gateway.as('production');
    const elsewhere = await gateway.as('production');
    const change = (password: string): ReturnType<typeof asker.ask> =>
      asker.ask('POST', '/api/v1/session/password', { present: testPassword, next: password });
    expect((await change('short-1A')).body).toMatchObject({
      code: 'BT-PASSWORD-WEAK',
      params: { rule: 'length' },
    });
    expect((await change('myPRODUCTION-1')).body).toMatchObject({ params: { rule: 'login' } });
    expect((await change(testPassword)).body).toMatchObject({ params: { rule: 'used' } });
    expect((await change(next)).status).toBe(204);
    expect((await elsewhere.ask('GET', '/api/v1/session')).status).toBe(401);
    expect((await asker.ask('GET', '/api/v1/session')).status).toBe(200);
    expect((await attempt('production', next)).status).toBe(200);
  });

  test('with a password older than 90 days only the change of it answers (C-7.1)', async () => {
    await gateway.database.query(
      `UPDATE app.account SET password_changed_at = now() - interval '91 days' WHERE login = 'code-manager'`,
    );
    const asker = await gateway.as('code-manager');
    expect((await asker.ask('GET', '/api/v1/session')).body).toMatchObject({ passwordExpired: true });
    const refused = await asker.ask('GET', '/api/v1/files/01234567890123456789012345');
    expect(refused.body).toMatchObject({ code: 'BT-FORBIDDEN', params: { reason: 'password-expired' } });
    const body = { present: testPassword, next };
    expect((await asker.ask('POST', '/api/v1/session/password', body)).status).toBe(204);
    expect((await asker.ask('GET', '/api/v1/files/01234567890123456789012345')).status).toBe(404);
  });
});
