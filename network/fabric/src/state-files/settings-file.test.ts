import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { defaultSettings } from '../layout/network-settings.js';
import { readSettings, settleSettings, writeSettings } from './settings-file.js';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fabric-settings-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

test('a new network takes the defaults and what is asked for', () => {
  expect(settleSettings(root, { consensus: 'bft', batchTimeoutMs: 500 })).toEqual({
    ...defaultSettings,
    consensus: 'bft',
    batch: { ...defaultSettings.batch, timeoutMs: 500 },
  });
});

test('an existing network keeps its settings, and repeating them is no change', () => {
  const settings = settleSettings(root, { basePort: 9000 });
  writeSettings(root, settings);
  expect(statSync(join(root, 'network.json')).mode & 0o777).toBe(0o600);
  expect(settleSettings(root, {})).toEqual(settings);
  expect(settleSettings(root, { basePort: 9000, consensus: 'raft' })).toEqual(settings);
});

test('changed settings are refused with what the network was created with', () => {
  writeSettings(root, settleSettings(root, {}));
  let refusal: unknown;
  try {
    settleSettings(root, { consensus: 'bft', peers: 2 });
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toMatchObject({
    code: 'BT-FABRIC-SETTINGS-CHANGED',
    message: expect.stringContaining(
      'was created with --consensus raft (now asked for: bft) and --peers 1 (now asked for: 2)',
    ),
  });
});

test.each(['{', '{"channel":"baytrace"}', JSON.stringify({ ...defaultSettings, extra: 1 })])(
  'a damaged settings file is named: %s',
  (text) => {
    writeFileSync(join(root, 'network.json'), text);
    expect(() => readSettings(root)).toThrow(/network\.json is damaged/);
  },
);
