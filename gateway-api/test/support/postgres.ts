import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

/** A fresh, empty database of a real PostgreSQL. */
export interface TestDatabase {
  /** `postgres://` address of a superuser. */
  readonly url: string;
  /** Runs SQL as superuser, beside the application. */
  query(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  /** Closes every connection to the database and refuses new ones, as a stopped server would. */
  cutOff(): Promise<void>;
  /** Undoes {@link cutOff}. */
  letIn(): Promise<void>;
  drop(): Promise<void>;
}

/** Jest's main process: the parent of a worker, or this process when tests run in band. */
const inWorker = (process.argv[1] ?? '').includes('jest-worker');
const jestPid = inWorker ? process.ppid : process.pid;
const folder = join(tmpdir(), `baytrace-test-postgres-${jestPid}`);
const host = fileURLToPath(new URL('cluster-host.mjs', import.meta.url));

const becomeStarter = (): boolean => {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
};

/**
 * Address (superuser, no database) of the cluster of this Jest run: the one named by TEST_POSTGRES_URL, else the
 * first caller starts one, which ends with the run.
 */
export const clusterUrl = async (): Promise<string> => {
  const given = process.env['TEST_POSTGRES_URL'];
  if (given !== undefined) return given;
  if (becomeStarter()) {
    spawn(process.execPath, [host, folder, String(jestPid)], { detached: true, stdio: 'ignore' }).unref();
  }
  for (let waitedMs = 0; waitedMs < 60_000; waitedMs += 50) {
    if (existsSync(join(folder, 'ready'))) return readFileSync(join(folder, 'ready'), 'utf8');
    if (existsSync(join(folder, 'failed'))) throw new Error(readFileSync(join(folder, 'failed'), 'utf8'));
    await delay(50);
  }
  throw new Error('PostgreSQL did not start within 60 s');
};

const withClient = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** Creates an empty database in the cluster of this Jest run. */
export const createTestDatabase = async (): Promise<TestDatabase> => {
  const cluster = await clusterUrl();
  const name = `test_${randomBytes(6).toString('hex')}`;
  const url = `${cluster}/${name}`;
  const admin = (sql: string): Promise<unknown> => withClient(`${cluster}/postgres`, (c) => c.query(sql));
  await admin(`CREATE DATABASE ${name}`);
  return {
    url,
    query: (sql, values) =>
      withClient(url, async (c) => (await c.query<Record<string, unknown>>(sql, values)).rows),
    cutOff: async () => {
      await admin(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
      await admin(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
    },
    letIn: async () => {
      await admin(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    },
    drop: async () => {
      await admin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
};
