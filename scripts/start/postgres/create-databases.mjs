import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

/** PostgreSQL accepts connections a moment before it answers (57P03: it is starting up). */
const connect = async (options, patienceMs = 30_000) => {
  const until = performance.now() + patienceMs;
  for (;;) {
    const client = new pg.Client(options);
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (!['57P03', 'ECONNREFUSED', 'ECONNRESET'].includes(error.code) || performance.now() > until)
        throw error;
      await delay(50);
    }
  }
};

const exists = async (client, sql, name) => (await client.query(sql, [name])).rowCount > 0;

/** One database with a role of its own that alone may connect to it. */
const createDatabase = async (client, name, password) => {
  const role = client.escapeIdentifier(name);
  const verb = (await exists(client, 'SELECT 1 FROM pg_roles WHERE rolname = $1', name)) ? 'ALTER' : 'CREATE';
  await client.query(`${verb} ROLE ${role} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
  if (await exists(client, 'SELECT 1 FROM pg_database WHERE datname = $1', name)) return;
  await client.query(`CREATE DATABASE ${role} OWNER ${role}`);
  await client.query(`REVOKE ALL ON DATABASE ${role} FROM PUBLIC`);
};

/**
 * Makes the databases that are missing.
 * @param names database and role names
 * @param secretOf password of a role; `postgres` is the superuser
 * @returns name → `postgres://` address
 */
export const createDatabases = async (port, names, secretOf) => {
  const client = await connect({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    database: 'postgres',
    password: secretOf('postgres'),
  });
  try {
    for (const name of names) await createDatabase(client, name, secretOf(name));
  } finally {
    await client.end();
  }
  return Object.fromEntries(
    names.map((name) => [name, `postgres://${name}:${secretOf(name)}@127.0.0.1:${port}/${name}`]),
  );
};
