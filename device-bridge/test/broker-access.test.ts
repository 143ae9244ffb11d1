import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import mqtt from 'mqtt';
import type { MqttClient } from 'mqtt';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashPassword } from '../src/broker/password-hash.js';
import { ProgramProcess } from './program-process.js';

const folder = mkdtempSync(join(tmpdir(), 'baytrace-broker-'));
const file = join(folder, 'credentials.json');
const broker = new ProgramProcess('broker', () => ['--port', '0', '--credentials', file]);
let port = 0;

const devices = ['line-1', 'line-2', 'line-10'];
const parts = ['jobs', 'reports', 'state'];

const userOf = (name: string, passwordHash: string): object => ({
  ...{ name, passwordHash, subscribe: [`baytrace/gd/${name}/jobs`] },
  publish: [`baytrace/gd/${name}/reports`, `baytrace/gd/${name}/state`],
});

const write = (users: readonly object[]): void => {
  writeFileSync(file, JSON.stringify({ users }));
};

beforeAll(async () => {
  const hash = await hashPassword('secret');
  const gateway = {
    name: 'gateway',
    passwordHash: hash,
    publish: ['baytrace/gd/+/jobs'],
    subscribe: ['baytrace/gd/#'],
  };
  write([...devices.map((name) => userOf(name, hash)), gateway]);
  port = Number((await broker.start())['port']);
});

afterAll(async () => {
  await broker.end('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** Connects; rejects with the broker's refusal. */
const connect = (username: string, password = 'secret', clientId = username): Promise<MqttClient> =>
  new Promise((resolve, reject) => {
    const options = { username, password, clientId, protocolVersion: 4 as const, reconnectPeriod: 0 };
    const client = mqtt.connect(`mqtt://127.0.0.1:${port}`, options);
    client.once('connect', () => {
      resolve(client);
    });
    client.once('error', (error) => {
      client.end(true);
      reject(error);
    });
  });

const canSubscribe = async (client: MqttClient, topic: string): Promise<boolean> =>
  client.subscribeAsync(topic, { qos: 1 }).then(
    (granted) => granted.every(({ qos }) => qos < 128),
    () => false,
  );

describe('ICS and IoT extension: the broker knows every client and its topics', () => {
  test('a stranger, a wrong password and a borrowed client id are refused', async () => {
    await expect(connect('stranger')).rejects.toThrow(/not authorized/iu);
    await expect(connect('line-1', 'wrong')).rejects.toThrow(/not authorized/iu);
    await expect(connect('line-1', 'secret', 'line-2')).rejects.toThrow(/not authorized/iu);
    await expect(connect('line-1', 'secret', 'line-10')).rejects.toThrow(/not authorized/iu);
  });

  test("a device publishes and subscribes within its own topics only (D3: every device, every other's topic)", async () => {
    const watcher = await connect('gateway');
    const seen: string[] = [];
    watcher.on('message', (topic) => seen.push(topic));
    expect(await canSubscribe(watcher, 'baytrace/gd/#')).toBe(true);
    for (const name of devices) {
      const client = await connect(name);
      for (const other of devices) {
        for (const part of parts) {
          const allowed = other === name && part === 'jobs';
          expect([name, other, part, await canSubscribe(client, `baytrace/gd/${other}/${part}`)]).toEqual([
            ...[name, other, part, allowed],
          ]);
        }
      }
      expect(await canSubscribe(client, '#')).toBe(false);
      expect(await canSubscribe(client, 'baytrace/gd/+/jobs')).toBe(false);
      expect(await canSubscribe(client, '$SYS/#')).toBe(false);
      await client.publishAsync(`baytrace/gd/${name}/reports`, 'own', { qos: 1 });
      const closed = new Promise<void>((resolve) => {
        client.once('close', () => {
          resolve();
        });
      });
      client.publish(`baytrace/gd/${name}/jobs`, 'forbidden', { qos: 1 }).on('error', () => undefined);
      await closed;
    }
    await pause(100);
    expect(seen.sort()).toEqual(devices.map((name) => `baytrace/gd/${name}/reports`).sort());
    await watcher.endAsync(true);
  });

  test('a user taken out of the file is disconnected and stays out', async () => {
    const client = await connect('line-2');
    const closed = new Promise<void>((resolve) => {
      client.once('close', () => {
        resolve();
      });
    });
    const hash = await hashPassword('secret');
    write([userOf('line-1', hash)]);
    await closed;
    await expect(connect('line-2')).rejects.toThrow(/not authorized/iu);
    await (await connect('line-1')).endAsync(true);
  });

  test('an unusable argument or file ends a program with exit code 2 and a permanent code', async () => {
    const wrong = new ProgramProcess('broker', () => [
      '--port',
      '0',
      '--credentials',
      join(folder, 'none.json'),
    ]);
    await expect(wrong.start()).rejects.toThrow(/ended with 2:.*BT-INPUT-INVALID/su);
    const unknown = new ProgramProcess('virtual-coder', () => ['--colour', 'red']);
    await expect(unknown.start()).rejects.toThrow(/ended with 2:.*BT-INPUT-INVALID/su);
  });
});
