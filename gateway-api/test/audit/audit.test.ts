import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Asker, startGateway, type TestGateway } from '../support/gateway.js';

let gateway: TestGateway;
let auditor: Asker;

beforeAll(async () => {
  gateway = await startGateway();
  auditor = await gateway.as('auditor');
});
afterAll(async () => {
  await gateway.stop();
});

const lines = (filter = ''): Promise<Record<string, unknown>[]> =>
  gateway.database.query(`SELECT * FROM app.audit_line ${filter} ORDER BY seq`);
const verify = async (): Promise<Record<string, unknown>> =>
  (await auditor.ask('GET', '/api/v1/audit/verification')).body;

describe('what the audit log holds (C-7.5)', () => {
  test('sign-in, failed sign-in and sign-out each leave one line', async () => {
    const before = (await lines()).length;
    const sales = await gateway.as('sales');
    await gateway.anybody.ask('POST', '/api/v1/session', { login: 'sales', password: 'wrong' });
    await sales.ask('DELETE', '/api/v1/session');
    const added = (await lines()).slice(before).map((l) => [l['action'], l['result']]);
    expect(added).toEqual([
      ['session.signIn', 'ok'],
      ['session.signIn', 'BT-SIGN-IN-FAILED'],
      ['session.signOut', 'ok'],
    ]);
  });

  test('a change and a refusal name actor, enterprise, address, request and object, but no name or secret', async () => {
    const admin = await gateway.as('enterprise-admin');
    const made = await admin.ask('POST', '/api/v1/accounts', {
      login: 'mei',
      displayName: 'Mei Chan',
      roles: ['sales'],
    });
    await admin.ask('POST', '/api/v1/accounts', {
      login: 'mei2',
      displayName: 'Mei Chan',
      roles: ['regulator'],
    });
    const [ok, refused] = await lines(`WHERE action = 'accounts.create'`);
    expect(ok).toMatchObject({
      result: 'ok',
      enterprise: gateway.enterprise,
      ip: '127.0.0.1',
      object_type: 'account',
      object_id: (made.body['account'] as { id: string }).id,
      request_id: made.headers.get('x-request-id'),
      detail: { roles: 'sales' },
    });
    expect(ok?.['actor']).toHaveLength(26);
    expect(refused).toMatchObject({ result: 'BT-FORBIDDEN', actor: ok?.['actor'] });
    expect(JSON.stringify([ok, refused])).not.toMatch(/Mei Chan|password/u);
  });

  test('a refused reading leaves a line, a permitted one none', async () => {
    const sales = await gateway.as('sales');
    await sales.ask('GET', '/api/v1/session');
    await sales.ask('GET', '/api/v1/audit');
    expect(await lines(`WHERE action = 'audit.list'`)).toMatchObject([{ result: 'BT-FORBIDDEN' }]);
    expect(await lines(`WHERE action = 'session.show'`)).toEqual([]);
  });

  test('the auditor pages through it, latest first, and filters', async () => {
    const first = await auditor.ask('GET', '/api/v1/audit?limit=2');
    const next = await auditor.ask('GET', `/api/v1/audit?limit=2&cursor=${String(first.body['next'])}`);
    const seqs = [
      ...(first.body['items'] as { seq: number }[]),
      ...(next.body['items'] as { seq: number }[]),
    ].map((l) => l.seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => b - a));
    const failed = await auditor.ask('GET', '/api/v1/audit?result=BT-SIGN-IN-FAILED');
    expect(failed.body['items']).toHaveLength(1);
  });

  test('lines written at once stand in one unbroken chain', async () => {
    await Promise.all(Array.from({ length: 12 }, () => gateway.as('warehouse')));
    expect(await verify()).toMatchObject({ intact: true, lines: (await lines()).length });
  });
});

describe('nobody changes the audit log unseen', () => {
  test('the database refuses to change, delete or empty it', async () => {
    for (const sql of [
      `UPDATE app.audit_line SET result = 'ok'`,
      'DELETE FROM app.audit_line',
      'TRUNCATE app.audit_line',
      'DELETE FROM app.audit_head',
    ]) {
      await expect(gateway.database.query(sql)).rejects.toThrow('not allowed');
    }
  });

  const asSuperuser = (sql: string): Promise<unknown> =>
    gateway.database.query(
      `SET session_replication_role = replica; ${sql}; SET session_replication_role = DEFAULT`,
    );

  const tampering: [string, string][] = [
    ['time', `time = time + interval '1 millisecond'`],
    ['actor', `actor = 'x'`],
    ['enterprise', `enterprise = 'x'`],
    ['ip', `ip = 'x'`],
    ['session', `session = 'x'`],
    ['request_id', `request_id = 'x'`],
    ['action', `action = 'x'`],
    ['object_type', `object_type = 'x'`],
    ['object_id', `object_id = 'x'`],
    ['result', `result = 'x'`],
    ['detail', `detail = '{"x":1}'`],
    ['previous_hash', `previous_hash = repeat('1', 64)`],
    ['hash', `hash = repeat('1', 64)`],
    ['seq', `seq = seq + 1000000`],
  ];

  test('every column is covered here', async () => {
    const columns = await gateway.database.query(
      `SELECT column_name FROM information_schema.columns WHERE table_schema = 'app' AND table_name = 'audit_line'`,
    );
    expect(columns.map((c) => c['column_name']).sort()).toEqual(tampering.map(([column]) => column).sort());
  });

  test.each(tampering)(
    'a superuser who changes %s of the first, a middle or the last line is found out',
    async (_, change) => {
      const all = (await lines()).map((l) => Number(l['seq']));
      for (const seq of [all[0]!, all[all.length >> 1]!, all.at(-1)!]) {
        await asSuperuser(
          `CREATE TABLE app.kept AS SELECT * FROM app.audit_line; UPDATE app.audit_line SET ${change} WHERE seq = ${seq}`,
        );
        expect(await verify()).toMatchObject({ intact: false, brokenAt: seq });
        await asSuperuser(
          `DELETE FROM app.audit_line; INSERT INTO app.audit_line SELECT * FROM app.kept; DROP TABLE app.kept`,
        );
        expect(await verify()).toMatchObject({ intact: true });
      }
    },
  );

  test.each(['1', '(SELECT max(seq) FROM app.audit_line)', '4'])(
    'a deleted line (%s) is missed',
    async (which) => {
      await asSuperuser(
        `CREATE TABLE app.kept AS SELECT * FROM app.audit_line; DELETE FROM app.audit_line WHERE seq = ${which}`,
      );
      expect(await verify()).toMatchObject({ intact: false });
      await asSuperuser(
        `DELETE FROM app.audit_line; INSERT INTO app.audit_line SELECT * FROM app.kept; DROP TABLE app.kept`,
      );
      expect(await verify()).toMatchObject({ intact: true });
    },
  );
});

describe('no change without a line', () => {
  test('when the log cannot be written the caller hears BT-UNAVAILABLE', async () => {
    await gateway.database.query('ALTER TABLE app.audit_head RENAME TO gone');
    const answer = await gateway.anybody.ask('POST', '/api/v1/session', { login: 'sales', password: 'x' });
    await gateway.database.query('ALTER TABLE app.gone RENAME TO audit_head');
    expect(answer.status).toBe(503);
    expect(answer.body).toMatchObject({ code: 'BT-UNAVAILABLE', params: { part: 'audit' } });
    expect(await verify()).toMatchObject({ intact: true });
  });
});
