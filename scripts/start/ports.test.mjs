import { createServer } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { choosePorts, isFree, preferredPorts, reservePorts } from './ports.mjs';

const busy =
  (...ports) =>
  async (port) =>
    !ports.includes(port);
const servers = [];
const listen = () =>
  new Promise((resolve) => {
    const server = createServer();
    servers.push(server);
    server.listen(0, '127.0.0.1', () => resolve(server.address().port));
  });
afterEach(() =>
  Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve)))),
);

describe('the ports of an installation', () => {
  test('free ports are taken as wanted', async () => {
    expect(await choosePorts({ a: 8081, b: 8082 }, busy())).toEqual({
      ports: { a: 8081, b: 8082 },
      moved: [],
    });
  });

  test('a port taken: the next free one, and it is said', async () => {
    const { ports, moved } = await choosePorts({ a: 8081, b: 9000 }, busy(8081, 8082));
    expect(ports).toEqual({ a: 8083, b: 9000 });
    expect(moved).toEqual([{ name: 'a', wanted: 8081, port: 8083 }]);
  });

  test('one that moved never takes the place of a later one twice', async () => {
    const { ports } = await choosePorts({ a: 8081, b: 8082, c: 8083 }, busy(8081));
    expect(new Set(Object.values(ports)).size).toBe(3);
  });

  test('no free port left is an error, not a wrong number', async () => {
    await expect(choosePorts({ a: 65535 }, busy(65535))).rejects.toThrow('no free port');
  });

  test('a real listener is noticed', async () => {
    const port = await listen();
    expect(await isFree(port)).toBe(false);
  });

  test('the ports of last time are used again, also the moved ones', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'baytrace-ports-'));
    const said = [];
    const first = await reservePorts(join(folder, 'ports.json'), (line) => said.push(line));
    const second = await reservePorts(join(folder, 'ports.json'), (line) => said.push(line));
    rmSync(folder, { recursive: true });
    expect(second).toEqual(first);
    expect(Object.keys(first)).toEqual(Object.keys(preferredPorts));
  });
});
