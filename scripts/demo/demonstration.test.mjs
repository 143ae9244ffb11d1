import { createServer } from 'node:http';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { daysBefore, readTable } from './demonstration-data.mjs';
import { OutcomeUnknown, RestClient } from './rest-client.mjs';
import { runDemonstration } from './run-demonstration.mjs';

const gs1CheckDigit = (digits) => {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 3 : 1), 0);
  return String((10 - (sum % 10)) % 10);
};

describe('the demonstration data', () => {
  test('GTINs have the prefix for demonstrations and a right check digit', () => {
    const gtins = readTable('products').map(({ gtin }) => gtin);
    expect(new Set(gtins).size).toBe(gtins.length);
    for (const gtin of gtins) {
      expect(gtin).toMatch(/^952\d{10}$/u);
      expect(gs1CheckDigit(gtin.slice(0, -1))).toBe(gtin.at(-1));
    }
  });

  test('every line names an enterprise, a supplier and a material that are there (R-4.2.1c)', () => {
    const keysOf = (name) => new Set(readTable(name).map(({ key }) => key));
    for (const line of readTable('purchases')) {
      expect(keysOf('enterprises')).toContain(line.enterprise);
      expect(keysOf('suppliers')).toContain(line.supplier);
      expect(keysOf('materials')).toContain(line.material);
      expect(Object.values(line).every((value) => value !== '')).toBe(true);
    }
  });

  test('people are reached at reserved example domains', () => {
    const text = JSON.stringify([readTable('enterprises'), readTable('suppliers')]);
    const domains = [...text.matchAll(/@([a-z.-]+)/gu)].map(([, domain]) => domain);
    expect(domains.length).toBeGreaterThan(0);
    expect(domains.every((domain) => domain.endsWith('.example'))).toBe(true);
  });

  test('days before a date, over the ends of months and years', () => {
    expect(daysBefore('2026-03-01', '1')).toBe('2026-02-28');
    expect(daysBefore('2026-12-31', -1)).toBe('2027-01-01');
  });
});

describe('entering the demonstration', () => {
  let server;
  let port;
  const seen = [];
  let operations = 0;
  beforeAll(async () => {
    const answers = {
      'POST /api/v1/session': () => ({ account: { login: 'a' }, csrf: 'c1' }),
      'POST /api/v1/goods': () => ({ id: '1', ledger: { state: 'waiting', operation: 'op' } }),
      'GET /api/v1/operations/op': () => ({
        ledger: { state: (operations += 1) < 2 ? 'waiting' : 'committed', block: 7 },
      }),
    };
    server = createServer((request, response) => {
      seen.push({ route: `${request.method} ${request.url}`, headers: request.headers });
      const answer = answers[`${request.method} ${request.url}`];
      response.writeHead(answer === undefined ? 409 : 200, {
        'content-type': answer === undefined ? 'application/problem+json' : 'application/json',
        'set-cookie': 'session=s1; HttpOnly',
      });
      response.end(JSON.stringify(answer?.() ?? { code: 'BT-STATE-WRONG', title: 'no' }));
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = server.address().port;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  let folder;
  const lines = [];
  const houseIn = (root) => ({
    state: { path: (...parts) => join(root, ...parts), accounts: join(root, 'accounts.json') },
    ports: {},
    secretOf: () => 'secret',
    progress: { during: async (text, work) => lines.push(text) && work() },
    signal: new AbortController().signal,
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'baytrace-demo-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('a command waits for its commit, with session, CSRF token and idempotency key', async () => {
    const client = new RestClient(`http://127.0.0.1:${port}`);
    await client.signIn('a', 'p');
    const answer = await client.command('/goods', { n: 1 }, 'key-12345');
    expect(answer).toEqual({ id: '1', ledger: { state: 'committed', block: 7 } });
    const command = seen.find(({ route }) => route === 'POST /api/v1/goods');
    expect(command.headers).toMatchObject({
      cookie: 'session=s1',
      'x-csrf-token': 'c1',
      'idempotency-key': 'key-12345',
    });
  });

  test('a refusal carries its permanent code', async () => {
    const client = new RestClient(`http://127.0.0.1:${port}`);
    await expect(client.get('/nothing')).rejects.toMatchObject({ status: 409, code: 'BT-STATE-WRONG' });
  });

  test('a step that failed is repeated at the next start with the same keys; done steps are not', async () => {
    const keys = [];
    let fails = true;
    const story = [
      { name: 'one', title: 'one', run: () => Promise.resolve({ id: 1 }) },
      {
        name: 'two',
        title: 'two',
        run: (day) => {
          keys.push(day.key('command'));
          return fails ? Promise.reject(new Error('down')) : Promise.resolve(day.resultOf('one').id + 1);
        },
      },
    ];
    await expect(runDemonstration(houseIn(folder), story)).rejects.toThrow('down');
    fails = false;
    lines.length = 0;
    await runDemonstration(houseIn(folder), story);
    expect(lines).toEqual(['demonstration: two']);
    expect(keys[0]).toBe(keys[1]);
    expect(JSON.parse(readFileSync(join(folder, 'demo.json'), 'utf8')).two.result).toBe(2);
  });
});

describe('an answer that gets lost', () => {
  let server;
  let client;
  let received;
  beforeEach(async () => {
    received = 0;
    server = createServer((request, response) => {
      received += 1;
      if (received === 1) return request.socket.destroy();
      response.writeHead(201, { 'content-type': 'application/json' });
      return response.end('{"id":"1"}');
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    client = new RestClient(`http://127.0.0.1:${server.address().port}`);
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  test('what would make a second document is not sent again', async () => {
    await expect(client.post('/purchases', {})).rejects.toBeInstanceOf(OutcomeUnknown);
    expect(received).toBe(1);
  });

  test('what has an Idempotency-Key is sent again', async () => {
    expect(await client.command('/sales', {}, 'key-12345')).toEqual({ id: '1' });
    expect(received).toBe(2);
  });

  test('a step begins anew, and finds what it made before', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'baytrace-demo-'));
    const step = { name: 'draft', title: 'draft', run: () => client.post('/purchases', {}) };
    await runDemonstration(
      {
        state: { path: (...parts) => join(folder, ...parts), accounts: join(folder, 'accounts.json') },
        ports: {},
        secretOf: () => 'secret',
        progress: { during: async (_, work) => work() },
        signal: new AbortController().signal,
      },
      [step],
    );
    expect(JSON.parse(readFileSync(join(folder, 'demo.json'), 'utf8')).draft.result).toEqual({ id: '1' });
    rmSync(folder, { recursive: true });
  });
});
