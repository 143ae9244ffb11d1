import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Body, Controller, Get, Module, Query } from '@nestjs/common';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { answer, type Answer } from '../../src/platform/http/answer.js';
import { IdempotencyKey } from '../../src/platform/http/idempotency-key.js';
import { declaredRoutes, Route } from '../../src/platform/http/route.js';
import { type Asker, startGateway, type TestGateway } from '../support/gateway.js';

const echoBody = z
  .strictObject({ lines: z.array(z.strictObject({ gtin: z.string().length(14) })).min(1) })
  .meta({ id: 'TestEcho' });
const echoed = z.strictObject({ key: z.string(), lines: z.int() });
const accepted = z.strictObject({ operation: z.string() });

@Controller()
class TestsController {
  @Route('POST /test/echo', {
    permission: 'purchase:write',
    summary: 'test',
    command: true,
    body: echoBody,
    ok: { status: 201, schema: echoed },
    others: { 202: accepted },
  })
  echo(
    @Body() body: z.infer<typeof echoBody>,
    @IdempotencyKey() key: string,
  ): Answer | z.infer<typeof echoed> {
    return body.lines.length > 1 ? answer(202, { operation: 'later' }) : { key, lines: body.lines.length };
  }

  @Route('GET /test/search', {
    permission: 'public',
    summary: 'test',
    query: z.strictObject({ n: z.coerce.number().int().default(3) }),
    ok: { schema: z.strictObject({ n: z.int() }) },
  })
  search(@Query() query: { n: number }): { n: number } {
    return query;
  }

  @Route('GET /test/broken', {
    permission: 'public',
    summary: 'test',
    ok: { schema: z.strictObject({ n: z.int() }) },
  })
  broken(): unknown {
    return { n: 1, passwordHash: 'secret' };
  }

  @Route('GET /test/crash', { permission: 'public', summary: 'test', ok: { schema: z.strictObject({}) } })
  crash(): never {
    throw new Error('secret inside');
  }

  @Get('/api/v1/test/undeclared')
  undeclared(): string {
    return 'open?';
  }
}

@Module({ controllers: [TestsController] })
class TestsModule {}

let gateway: TestGateway;
let purchasing: Asker;
let webRoot: string;

beforeAll(async () => {
  webRoot = await mkdtemp(join(tmpdir(), 'baytrace-web-'));
  await mkdir(join(webRoot, 'assets'));
  await writeFile(join(webRoot, 'index.html'), '<!doctype html><title>Baytrace</title>');
  await writeFile(join(webRoot, 'assets', 'index-a1b2.js'), 'export {};'.repeat(200));
  gateway = await startGateway({ modules: [TestsModule], http: { webRoot } });
  purchasing = await gateway.as('purchasing');
});
afterAll(async () => {
  await gateway.stop();
  await rm(webRoot, { recursive: true });
});

const key = { 'idempotency-key': 'test-0001' };
const oneLine = { lines: [{ gtin: '09520000000011' }] };

describe('access comes first', () => {
  test('a route without declaration is closed to everybody', async () => {
    for (const asker of [gateway.anybody, purchasing, await gateway.as('administrator')]) {
      expect((await asker.ask('GET', '/api/v1/test/undeclared')).body).toMatchObject({
        status: 403,
        code: 'BT-FORBIDDEN',
      });
    }
  });

  test('who may not do it learns nothing of what is wrong with the body', async () => {
    expect((await gateway.anybody.ask('POST', '/api/v1/test/echo', { x: 1 })).body['code']).toBe(
      'BT-SIGN-IN-REQUIRED',
    );
    const sales = await gateway.as('sales');
    expect((await sales.ask('POST', '/api/v1/test/echo', { x: 1 })).body['code']).toBe('BT-FORBIDDEN');
  });

  test('a change needs the CSRF token of its own session', async () => {
    const other = await gateway.as('purchasing');
    const foreign = { ...key, 'x-csrf-token': other.csrf };
    expect((await purchasing.ask('POST', '/api/v1/test/echo', oneLine, foreign)).body['code']).toBe(
      'BT-CSRF',
    );
    expect((await purchasing.ask('POST', '/api/v1/test/echo', oneLine, key)).status).toBe(201);
  });

  test('every declared route has a permission, and only the known few are public', () => {
    const open = declaredRoutes().filter((r) => r.spec.permission === 'public' && !r.path.includes('/test/'));
    expect(open.map((r) => `${r.method} ${r.path}`).sort()).toEqual([
      'GET /api/openapi.json',
      'GET /api/v1/health',
      'GET /api/v1/health/ready',
      'POST /api/v1/session',
    ]);
  });

  test('every route the server answers below /api is a declared one', () => {
    const fastify = gateway.app.getHttpAdapter().getInstance();
    for (const { method, path } of declaredRoutes())
      expect(fastify.hasRoute({ method, url: path })).toBe(true);
  });
});

describe('what is not declared is refused (C-7.6)', () => {
  test.each([
    ['an unknown field', { ...oneLine, price: 1 }, 'body.price'],
    ['an unknown field inside', { lines: [{ gtin: '09520000000011', x: 1 }] }, 'body.lines.0.x'],
    ['a wrong value', { lines: [{ gtin: '1' }] }, 'body.lines.0.gtin'],
    ['no object', [], 'body'],
  ])('%s', async (_, body, path) => {
    const refused = await purchasing.ask('POST', '/api/v1/test/echo', body, key);
    expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/u);
    expect(refused.body).toMatchObject({
      type: 'https://baytrace.example/problems/BT-INPUT-INVALID',
      title: 'Input invalid',
      status: 400,
      code: 'BT-INPUT-INVALID',
      instance: '/api/v1/test/echo',
      requestId: refused.headers.get('x-request-id'),
      errors: [{ path }],
    });
  });

  test('an unknown query member, a path that is none, bytes that are no JSON', async () => {
    expect((await gateway.anybody.ask('GET', '/api/v1/test/search?m=1')).body).toMatchObject({
      errors: [{ path: 'query.m' }],
    });
    expect((await gateway.anybody.ask('GET', '/api/v1/test/search?n=5')).body).toEqual({ n: 5 });
    expect((await gateway.anybody.ask('GET', '/api/v1/nothing')).body).toMatchObject({
      status: 404,
      code: 'BT-NOT-FOUND',
    });
    expect((await purchasing.ask('POST', '/api/v1/test/echo', '{"a":', key)).body['code']).toBe(
      'BT-INPUT-INVALID',
    );
    expect(
      (await purchasing.ask('POST', '/api/v1/test/echo', '{"__proto__":{"x":1}}', key)).body['code'],
    ).toBe('BT-INPUT-INVALID');
    const form = { ...key, 'content-type': 'application/x-www-form-urlencoded' };
    expect((await purchasing.ask('POST', '/api/v1/test/echo', 'lines=1', form)).body['code']).toBe(
      'BT-INPUT-INVALID',
    );
  });

  test('a body over 8 MB', async () => {
    const body = JSON.stringify({ lines: 'x'.repeat(8 * 1024 * 1024) });
    expect((await purchasing.ask('POST', '/api/v1/test/echo', body, key)).body).toMatchObject({
      status: 413,
      code: 'BT-INPUT-TOO-LARGE',
    });
  });

  test('a command without Idempotency-Key, or with a malformed one', async () => {
    expect((await purchasing.ask('POST', '/api/v1/test/echo', oneLine)).body['code']).toBe(
      'BT-IDEMPOTENCY-KEY-MISSING',
    );
    const bad = { 'idempotency-key': 'a b' };
    expect((await purchasing.ask('POST', '/api/v1/test/echo', oneLine, bad)).body['code']).toBe(
      'BT-INPUT-INVALID',
    );
  });
});

describe('answers are what was declared', () => {
  test('the usual status, and another declared one', async () => {
    expect((await purchasing.ask('POST', '/api/v1/test/echo', oneLine, key)).body).toEqual({
      key: 'test-0001',
      lines: 1,
    });
    const later = await purchasing.ask(
      'POST',
      '/api/v1/test/echo',
      { lines: [...oneLine.lines, ...oneLine.lines] },
      key,
    );
    expect([later.status, later.body]).toEqual([202, { operation: 'later' }]);
  });

  test('a field nobody declared does not leave the gateway; no stack, no message of an unforeseen error', async () => {
    for (const path of ['broken', 'crash']) {
      const refused = await gateway.anybody.ask('GET', `/api/v1/test/${path}`);
      expect(refused.body).toMatchObject({ status: 500, code: 'BT-INTERNAL', params: {} });
      expect(refused.bytes.toString()).not.toMatch(/secret|at |\.ts/u);
    }
  });
});

describe('the OpenAPI document', () => {
  test('names permission, key, problems and the schemas by reference', async () => {
    const { body } = await gateway.anybody.ask('GET', '/api/openapi.json');
    expect(body['openapi']).toBe('3.1.0');
    const paths = body['paths'] as Record<string, Record<string, Record<string, unknown>>>;
    const echo = paths['/api/v1/test/echo']?.['post'];
    expect(echo).toMatchObject({
      'x-permission': 'purchase:write',
      operationId: 'tests.echo',
      security: [{ session: [] }],
      requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/TestEcho' } } } },
      responses: { 201: {}, 202: {}, default: { $ref: '#/components/responses/Problem' } },
    });
    expect(JSON.stringify(echo?.['parameters'])).toContain('Idempotency-Key');
    expect(paths['/api/v1/accounts/{id}']?.['patch']?.['parameters']).toContainEqual(
      expect.objectContaining({ name: 'id', in: 'path' }),
    );
    const text = JSON.stringify(body);
    const schemas = Object.keys((body['components'] as { schemas: object }).schemas);
    for (const [, name] of text.matchAll(/#\/components\/schemas\/([A-Za-z]+)/gu))
      expect(schemas).toContain(name);
  });
});

describe('the web app', () => {
  test('pages of any path get index.html, also the scanned ones; never stored blindly', async () => {
    for (const path of [
      '/',
      '/sign-in',
      '/01/09520000000011/21/ABC',
      '/T/ABC?x=1',
      '/..%2f..%2fetc/passwd',
    ]) {
      const page = await gateway.anybody.ask('GET', path);
      expect([path, page.status, page.headers.get('cache-control')]).toEqual([path, 200, 'no-cache']);
      expect(page.bytes.toString()).toContain('<title>Baytrace</title>');
    }
  });

  test('an address that is no text is refused as a problem', async () => {
    expect((await gateway.anybody.ask('GET', '/%ff')).body).toMatchObject({
      status: 400,
      code: 'BT-INPUT-INVALID',
    });
  });

  test('hashed assets may be kept for ever, missing ones are missing', async () => {
    const script = await gateway.anybody.ask('GET', '/assets/index-a1b2.js');
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect(script.headers.get('content-encoding')).toBe('gzip');
    expect(script.bytes.toString()).toContain('export {};');
    const again = await gateway.anybody.ask('GET', '/assets/index-a1b2.js', undefined, {
      'if-none-match': String(script.headers.get('etag')),
    });
    expect(again.status).toBe(304);
    expect((await gateway.anybody.ask('GET', '/assets/gone.js')).body['code']).toBe('BT-NOT-FOUND');
  });

  test('a strict content security policy on every answer', async () => {
    const policy = (await gateway.anybody.ask('GET', '/')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('upgrade-insecure-requests');
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-inline'/u);
  });
});

describe('health', () => {
  test('is open to all, names the parts, and says when the database is away', async () => {
    expect((await gateway.anybody.ask('GET', '/api/v1/health')).body).toEqual({
      state: 'ok',
      jurisdiction: 'GD',
      parts: { database: { state: 'ok' } },
    });
    await gateway.database.cutOff();
    expect((await gateway.anybody.ask('GET', '/api/v1/health/ready')).status).toBe(503);
    expect((await purchasing.ask('GET', '/api/v1/session')).body).toMatchObject({
      status: 503,
      code: 'BT-UNAVAILABLE',
    });
    await gateway.database.letIn();
    expect((await gateway.anybody.ask('GET', '/api/v1/health/ready')).status).toBe(200);
    expect((await purchasing.ask('GET', '/api/v1/session')).status).toBe(200);
  });
});

describe('those who are not signed in have an allowance', () => {
  test('beyond it: BT-TOO-MANY-REQUESTS with Retry-After; signed-in accounts go on', async () => {
    const answers = await Promise.all(
      Array.from({ length: 160 }, () => gateway.anybody.ask('GET', '/api/v1/test/search')),
    );
    const refused = answers.filter((a) => a.status === 429);
    expect(refused.length).toBeGreaterThan(20);
    expect(refused[0]?.body['code']).toBe('BT-TOO-MANY-REQUESTS');
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await purchasing.ask('GET', '/api/v1/test/search')).status).toBe(200);
  });
});
