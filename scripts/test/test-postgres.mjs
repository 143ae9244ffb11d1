import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { postgresAccount } from '../start/postgres/postgres-account.mjs';
import { openPostgresData, removePostgresData } from '../start/postgres/postgres-data.mjs';
import { postgresProcess } from '../start/postgres/postgres-process.mjs';
import { reachablePrograms } from '../start/postgres/postgres-programs.mjs';

const longestStartMs = 60_000;
const password = 'test';

/** A throwaway cluster loses nothing that counts, and many gateways use it at once. */
const testSettings = ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'max_connections=400'];

const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
};

/** The port opens before the cluster serves. */
const serves = async (url) => {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: `${url}/postgres` });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
};

const untilServed = async (url, child) => {
  const until = performance.now() + longestStartMs;
  while (!(await serves(url))) {
    if (child.exitCode !== null) throw new Error(`the test PostgreSQL ended with ${child.exitCode}`);
    if (performance.now() > until) throw new Error('the test PostgreSQL does not start');
    await delay(100);
  }
};

/**
 * Runs `work` beside a throwaway PostgreSQL that root may also start from a folder only root may enter, as `npm start`
 * does.
 * @param work gets the address of the cluster's superuser, without a database
 */
export const withTestPostgres = async (work) => {
  const root = mkdtempSync(join(tmpdir(), 'baytrace-test-cluster-'));
  chmodSync(root, 0o755);
  const state = { root, path: (...parts) => join(root, ...parts) };
  const account = postgresAccount();
  const programs = reachablePrograms(account);
  const data = openPostgresData(state, programs, account, password);
  const port = await freePort();
  const { command, args, cwd, forceSignal } = postgresProcess(programs, data, account, port);
  const child = spawn(command, [...args, ...testSettings], { cwd, stdio: 'ignore', ...account });
  try {
    const url = `postgres://postgres:${password}@127.0.0.1:${port}`;
    await untilServed(url, child);
    return await work(url);
  } finally {
    if (child.exitCode === null) {
      child.kill(forceSignal);
      await once(child, 'exit');
    }
    removePostgresData(state);
    rmSync(root, { recursive: true, force: true });
  }
};
