import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { fabricPrograms } from './fabric-programs.js';
import { findPrograms } from './find-programs.js';
import { programCache } from './program-cache.js';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fabric-programs-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function folderWith(folder: string, ...programs: string[]): string {
  mkdirSync(folder, { recursive: true });
  for (const program of programs) writeFileSync(join(folder, program), '', { mode: 0o755 });
  return folder;
}

test('programs come from FABRIC_BIN, then the cache of install, then PATH', () => {
  const environment = {
    FABRIC_BIN: folderWith(join(root, 'own'), 'peer'),
    XDG_CACHE_HOME: root,
    PATH: folderWith(join(root, 'path'), ...fabricPrograms),
  };
  const cache = folderWith(join(programCache(environment), 'bin'), 'peer', 'orderer');
  expect(findPrograms(environment)).toMatchObject({
    peer: join(root, 'own', 'peer'),
    orderer: join(cache, 'orderer'),
    osnadmin: join(root, 'path', 'osnadmin'),
  });
});

test('missing programs are named, with the two ways to get them', () => {
  const path = folderWith(join(root, 'path'), 'peer', 'orderer', 'configtxgen');
  chmodSync(join(path, 'configtxgen'), 0o644);
  expect(() => findPrograms({ PATH: path, XDG_CACHE_HOME: root })).toThrow(
    'Missing programs of Hyperledger Fabric: configtxgen, cryptogen, osnadmin. ' +
      'Run `npm run fabric:install`, or set FABRIC_BIN to the folder that holds them.',
  );
});
