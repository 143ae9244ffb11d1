import 'reflect-metadata';
import type { PortalRole } from '@baytrace/domain/access';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { baseModules, baseShape } from '../../src/base-modules.js';
import type { GatewayConfig } from '../../src/config/gateway-config.js';
import { createApp } from '../../src/create-app.js';
import type { DatabaseShape } from '../../src/platform/database/connect-database.js';
import { PlatformModule } from '../../src/platform/platform.module.js';
import { randomId } from '../../src/platform/random-id.js';
import { createTestDatabase, type TestDatabase } from './postgres.js';

/** One account of the test gateway; all have the password of {@link passwordOf}. */
export interface TestAccount {
  readonly login: string;
  readonly roles: readonly PortalRole[];
  readonly enterprise?: string;
}

/** What a test gets back from one request. */
export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
  readonly bytes: Buffer;
}

/** Somebody who talks to the gateway over HTTP, signed in or not. */
export interface Asker {
  readonly csrf: string;
  ask(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<TestAnswer>;
}

/** A gateway on a database of its own. */
export interface TestGateway {
  readonly app: NestFastifyApplication;
  /** `http://127.0.0.1:port` */
  readonly origin: string;
  readonly database: TestDatabase;
  readonly config: GatewayConfig;
  readonly enterprise: string;
  readonly otherEnterprise: string;
  readonly anybody: Asker;
  /** Signs in one of the accounts and keeps its cookie and CSRF token. */
  as(login: string): Promise<Asker>;
  stop(): Promise<void>;
}

/** Password of every test account; made anew for each run. */
export const testPassword = `Aa1-${randomBytes(9).toString('base64url')}`;

const staffOf = (enterprise: string, otherEnterprise: string): readonly TestAccount[] => [
  { login: 'administrator', roles: ['administrator'] },
  { login: 'regulator', roles: ['regulator'] },
  { login: 'auditor', roles: ['auditor'] },
  ...(
    [
      'enterprise-admin',
      'purchasing',
      'production',
      'sales',
      'warehouse',
      'code-manager',
      'line-operator',
      'finance',
      'enterprise-user',
    ] as const
  ).map((role) => ({ login: role, roles: [role], enterprise })),
  { login: 'other-admin', roles: ['enterprise-admin'], enterprise: otherEnterprise },
  { login: 'other-purchasing', roles: ['purchasing'], enterprise: otherEnterprise },
];

const configOf = (url: string, folder: string, parts: TestParts): GatewayConfig => ({
  jurisdiction: parts.jurisdiction ?? 'GD',
  http: {
    host: '127.0.0.1',
    port: 0,
    publicHost: 'gd.example',
    webRoot: undefined,
    tls: undefined,
    ...parts.http,
  },
  database: { url },
  state: { folder, firstAccountsFile: join(folder, 'accounts.json') },
  ledger: parts.ledger ?? {
    connectionFile: 'none',
    authority: { kind: 'local', certFile: 'none', keyFile: 'none' },
  },
  mqtt: parts.mqtt,
});

const payloadOf = (body: unknown): { body?: string | Buffer | FormData; type?: string } => {
  if (body === undefined) return {};
  if (body instanceof FormData || Buffer.isBuffer(body)) return { body };
  return { body: typeof body === 'string' ? body : JSON.stringify(body), type: 'application/json' };
};

const answerOf = async (response: Response): Promise<TestAnswer> => {
  const bytes = Buffer.from(await response.arrayBuffer());
  const isJson = /json/u.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? (JSON.parse(bytes.toString()) as Record<string, unknown>) : {},
    bytes,
  };
};

const askerFor = (origin: string, cookie: string, csrf: string): Asker => ({
  csrf,
  ask: async (method, path, body, headers = {}) => {
    const payload = payloadOf(body);
    const response = await fetch(`${origin}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(cookie === '' ? {} : { cookie, 'x-csrf-token': csrf }),
        ...(payload.type === undefined ? {} : { 'content-type': payload.type }),
        ...headers,
      },
      ...(payload.body === undefined ? {} : { body: payload.body }),
    });
    return answerOf(response);
  },
});

/** Signs a test account in at any gateway that has it. */
export const signIn = async (origin: string, login: string): Promise<Asker> => {
  const anybody = askerFor(origin, '', '');
  const answer = await anybody.ask('POST', '/api/v1/session', { login, password: testPassword });
  if (answer.status !== 200) throw new Error(`sign-in of ${login}: ${answer.bytes.toString()}`);
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
  return askerFor(origin, cookies.join('; '), String(answer.body['csrf']));
};

/** What a test gateway has beside the base modules. */
export interface TestParts {
  readonly modules?: readonly Type[];
  readonly shape?: DatabaseShape;
  readonly http?: Partial<GatewayConfig['http']>;
  readonly ledger?: GatewayConfig['ledger'];
  readonly mqtt?: GatewayConfig['mqtt'];
  /** Guangdong unless told. */
  readonly jurisdiction?: GatewayConfig['jurisdiction'];
}

@Module({})
class TestRoot {}

/** Starts a gateway of the base modules and the given parts, with one account per role in two enterprises. */
export const startGateway = async (parts: TestParts = {}): Promise<TestGateway> => {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'baytrace-gateway-'));
  const config = configOf(database.url, folder, parts);
  const [enterprise, otherEnterprise] = [randomId(), randomId()];
  const accounts = staffOf(enterprise, otherEnterprise).map((one) => ({
    ...one,
    displayName: one.login,
    password: testPassword,
  }));
  await writeFile(join(folder, 'accounts.json'), JSON.stringify(accounts));
  const imports = [
    PlatformModule.with(config, {
      entities: [...baseShape.entities, ...(parts.shape?.entities ?? [])],
      migrations: [...baseShape.migrations, ...(parts.shape?.migrations ?? [])],
    }),
    ...baseModules,
    ...(parts.modules ?? []),
  ];
  const app = await createApp(config, { module: TestRoot, imports }, true);
  await app.listen(0, '127.0.0.1');
  const origin = await app.getUrl();
  return {
    app,
    origin,
    database,
    config,
    enterprise,
    otherEnterprise,
    anybody: askerFor(origin, '', ''),
    as: (login) => signIn(origin, login),
    stop: async () => {
      await app.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
