import { pbkdf2Sync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { siteFiles } from '../containers/material-folder.js';
import { jurisdictions } from '../layout/jurisdictions.js';
import { readMaterialCommand } from './command-line.js';
import { prepareSite } from './prepare-site.js';
import { siteMaterial, type SiteMaterial } from './site-material.js';

const answers = {
  publicHost: 'codes.example',
  devices: [{ device: 'line-1', host: '192.0.2.1', port: 7100 }],
};

let folder: string;
let site: SiteMaterial;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baytrace-prepare-'));
  site = siteMaterial(folder, jurisdictions[1]!);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const text = (name: string): string => readFileSync(site.file(name), 'utf8');

describe('what a jurisdiction prepares for itself', () => {
  test('no two installations share a password or key', () => {
    prepareSite(site, answers);
    const other = siteMaterial(join(folder, 'other'), jurisdictions[1]!);
    prepareSite(other, answers);
    const secrets = Object.values(siteFiles).filter((name) => name.startsWith('secrets/'));
    for (const name of secrets.filter((each) => !/registrar\.key|tls\.key/u.test(each))) {
      expect([name, text(name) === readFileSync(other.file(name), 'utf8')]).toEqual([name, false]);
      expect([name, statSync(site.file(name)).mode & 0o077]).toEqual([name, 0]);
    }
  });

  test('preparing again changes nothing, so that data sealed with its keys stay readable', () => {
    prepareSite(site, answers);
    const before = readFileSync(site.file(siteFiles.gatewayMasterKey));
    expect(prepareSite(site, { ...answers, publicHost: 'elsewhere.example' })).toEqual([]);
    expect(readFileSync(site.file(siteFiles.gatewayMasterKey)).equals(before)).toBe(true);
    expect(text(siteFiles.gatewaySettings)).toBe('BAYTRACE_PUBLIC_HOST=codes.example\n');
  });

  test('the broker knows passwords by their hash only (PBKDF2, SHA-512)', () => {
    prepareSite(site, answers);
    for (const [user, file] of [
      ['gateway-hk', siteFiles.mqttGateway],
      ['bridge-hk', siteFiles.mqttBridge],
    ] as const) {
      const line = text(siteFiles.mqttPasswords)
        .split('\n')
        .find((each) => each.startsWith(`${user}:`));
      const [, , iterations, salt, hash] = line!.split('$');
      const expected = pbkdf2Sync(text(file), Buffer.from(salt!, 'base64'), Number(iterations), 64, 'sha512');
      expect(hash).toBe(expected.toString('base64'));
    }
  });

  test('the bridge is given the public half of the key with which the gateway signs', () => {
    prepareSite(site, answers);
    const key = JSON.parse(text(siteFiles.gatewayDeviceKey)) as Record<string, string>;
    const { keys } = JSON.parse(text(siteFiles.gatewayDeviceKeys)) as { keys: Record<string, string>[] };
    const { d, ...half } = key;
    expect(d).toBeDefined();
    expect(keys).toEqual([half]);
  });
});

describe('the command line of a jurisdiction', () => {
  const codeOf = (...args: string[]): string => {
    try {
      readMaterialCommand(args);
    } catch (error) {
      return (error as { code: string }).code;
    }
    return 'accepted';
  };

  test('names command, jurisdiction and devices', () => {
    const args = ['prepare', '--jurisdiction', 'mo', '--public-host', 'codes.example'];
    expect(readMaterialCommand([...args, '--device', 'line-2=coder.example:7100'])).toMatchObject({
      command: 'prepare',
      jurisdiction: { code: 'mo' },
      material: 'material',
      publicHost: 'codes.example',
      devices: [{ device: 'line-2', host: 'coder.example', port: 7100 }],
    });
  });

  test.each([
    ['an unknown command', ['destroy', '--jurisdiction', 'gd']],
    ['no jurisdiction', ['join']],
    ['another jurisdiction', ['join', '--jurisdiction', 'tw']],
    ['an unknown option', ['join', '--jurisdiction', 'gd', '--force']],
    ['no host for codes', ['prepare', '--jurisdiction', 'gd']],
    [
      'a device without port',
      ['prepare', '--jurisdiction', 'gd', '--public-host', 'x.example', '--device', 'a=b'],
    ],
    ['a third turn', ['approve', '--jurisdiction', 'gd', '--turn', 'c']],
  ])('%s is refused', (_what, args) => {
    expect(codeOf(...args)).toBe('BT-FABRIC-OPTION');
  });
});
