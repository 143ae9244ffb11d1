import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Ports that the operating system gives to no outgoing connection (Linux: from 32768 on), so that a port found free
 * stays free until it is used and over restarts.
 */
const FIRST = 10_000;
const LAST = 19_999;

const given = new Set<number>();

/** A free TCP port of 127.0.0.1, another one at each call. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, LAST + 1);
    if (given.has(port)) continue;
    given.add(port);
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch {
    // Taken: whoever asked looks for another one.
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
