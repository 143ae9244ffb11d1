import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { defaultSettings } from '../layout/network-settings.js';
import { writeSettings } from '../state-files/settings-file.js';
import { down } from './down.js';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fabric-down-'));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function makeNetwork(): void {
  writeSettings(root, defaultSettings);
  for (const folder of ['crypto', 'crypto.77.part', 'channel', 'nodes/peer0-gd/data', 'logs']) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  writeFileSync(join(root, 'connection.json'), '{}');
}

test('down keeps everything, and may be repeated', async () => {
  makeNetwork();
  const before = readdirSync(root).sort();
  expect(await down(root)).toEqual({ stopped: [], deleted: false });
  expect(await down(root)).toEqual({ stopped: [], deleted: false });
  expect(readdirSync(root).sort()).toEqual(before);
});

test('down --clean deletes the network and its folder', async () => {
  makeNetwork();
  expect(await down(root, { clean: true })).toEqual({ stopped: [], deleted: true });
  expect(existsSync(root)).toBe(false);
});

test('down --clean never deletes what is not the network’s', async () => {
  makeNetwork();
  writeFileSync(join(root, 'notes.txt'), 'mine');
  await down(root, { clean: true });
  expect(readdirSync(root)).toEqual(['notes.txt']);
});

test('down --clean of a folder without a network deletes nothing', async () => {
  mkdirSync(join(root, 'logs'));
  expect(await down(root, { clean: true })).toEqual({ stopped: [], deleted: false });
  expect(readdirSync(root)).toEqual(['logs']);
});

test('down of a folder that does not exist does nothing', async () => {
  expect(await down(join(root, 'absent'))).toEqual({ stopped: [], deleted: false });
});
