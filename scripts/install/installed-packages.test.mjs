import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { installationFault } from './installed-packages.mjs';

let root;
const write = (name, packages) => writeFileSync(join(root, name), JSON.stringify({ packages }));
const lock = { '': {}, domain: {}, 'node_modules/zod': { version: '4.6.7' } };
const present = { 'node_modules/zod': { version: '4.6.7' } };

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'baytrace-install-'));
  mkdirSync(join(root, 'node_modules'));
  write('package-lock.json', lock);
});
afterEach(() => rmSync(root, { recursive: true }));

describe('whether node_modules matches the lock file', () => {
  test('a fresh clone, or an interrupted installation, has nothing', () => {
    expect(installationFault(root)).toBe('node_modules is missing');
  });

  test('the same versions match', () => {
    write('node_modules/.package-lock.json', present);
    expect(installationFault(root)).toBeUndefined();
  });

  test('another version, a missing and a surplus package do not', () => {
    write('node_modules/.package-lock.json', { 'node_modules/zod': { version: '4.0.0' } });
    expect(installationFault(root)).toContain('node_modules/zod');
    write('node_modules/.package-lock.json', {});
    expect(installationFault(root)).toContain('node_modules/zod');
    write('node_modules/.package-lock.json', { ...present, 'node_modules/left': { version: '1.0.0' } });
    expect(installationFault(root)).toContain('node_modules/left');
  });

  test('an optional package for another platform may be missing', () => {
    write('package-lock.json', { ...lock, 'node_modules/native-x': { version: '1.0.0', optional: true } });
    write('node_modules/.package-lock.json', present);
    expect(installationFault(root)).toBeUndefined();
  });
});
