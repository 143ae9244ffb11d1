import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { extract } from 'tar-stream';
import { findProgram } from '../programs/find-programs.js';
import { ifFabricIsHere } from '../testing/if-fabric-is-here.js';
import type { ChaincodeDefinition } from './chaincode-definition.js';
import { packChaincode } from './chaincode-package.js';
import { sha256 } from './file-digests.js';

const folders: string[] = [];

const folderWith = (files: Record<string, string>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'baytrace-package-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
};

const definition = (cwd: string, version = '1'): ChaincodeDefinition => ({
  ...{ name: 'probe', version, sequence: 1, collections: [], initRequired: false },
  server: {
    program: 'node',
    args: ['probe.cjs', '{address}'],
    cwd,
    env: {},
    files: ['probe.cjs', 'package.json'],
  },
});

const entriesOf = async (archive: Buffer): Promise<Record<string, Buffer>> => {
  const entries: Record<string, Buffer> = {};
  const reader = extract();
  reader.end(gunzipSync(archive));
  for await (const entry of reader) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry as AsyncIterable<Buffer>) chunks.push(chunk);
    entries[entry.header.name] = Buffer.concat(chunks);
  }
  return entries;
};

describe('a chaincode package', () => {
  let folder: string;

  beforeAll(() => {
    folder = folderWith({ 'probe.cjs': 'first', 'package.json': '{}' });
  });

  afterAll(() => {
    for (const each of folders) rmSync(each, { recursive: true, force: true });
  });

  test('holds the digest of every file, a type of our own, and no address', async () => {
    const { bytes, label } = await packChaincode(definition(folder));
    const outer = await entriesOf(bytes);
    expect(Object.keys(outer)).toEqual(['code.tar.gz', 'metadata.json']);
    expect(JSON.parse(outer['metadata.json']!.toString())).toEqual({ type: 'baytrace-service', label });
    const inner = await entriesOf(outer['code.tar.gz']!);
    expect(Object.keys(inner)).toEqual(['digest.json']);
    expect(JSON.parse(inner['digest.json']!.toString())).toEqual({
      algorithm: 'SHA-256',
      files: { 'package.json': sha256('{}'), 'probe.cjs': sha256('first') },
    });
  });

  test('is the same, byte for byte, wherever and whenever it is made of the same files', async () => {
    const elsewhere = folderWith({ 'package.json': '{}', 'probe.cjs': 'first' });
    utimesSync(join(elsewhere, 'probe.cjs'), 1, 1);
    const [here, there] = [
      await packChaincode(definition(folder)),
      await packChaincode(definition(elsewhere)),
    ];
    expect(there.bytes.equals(here.bytes)).toBe(true);
    expect(here.packageId).toBe(
      'probe_1_46cd3ce187bf:820a4a397fac12d286547666b6000502ce925c4eb8b67c1286bd7ea75ce34f01',
    );
  });

  test('has another label and another id when a byte of the chaincode differs, even under the same version', async () => {
    const changed = folderWith({ 'probe.cjs': 'first!', 'package.json': '{}' });
    const [one, other] = [await packChaincode(definition(folder)), await packChaincode(definition(changed))];
    expect(one.label).toMatch(/^probe_1_[0-9a-f]{12}$/);
    expect(other.label).not.toBe(one.label);
    expect(other.packageId).not.toBe(one.packageId);
  });

  test('names the file that is missing', async () => {
    const empty = folderWith({ 'probe.cjs': '' });
    await expect(packChaincode(definition(empty))).rejects.toMatchObject({
      code: 'BT-FABRIC-CHAINCODE-FILE-MISSING',
      message: expect.stringContaining('package.json') as unknown,
    });
  });

  ifFabricIsHere('and Fabric itself', () => {
    test('have the same package id', async () => {
      const { bytes, packageId } = await packChaincode(definition(folder));
      const settings = folderWith({ 'core.yaml': 'peer: {}\n' });
      const file = join(settings, 'package.tar.gz');
      writeFileSync(file, bytes);
      const peer = findProgram('peer') ?? 'peer';
      const said = execFileSync(peer, ['lifecycle', 'chaincode', 'calculatepackageid', file], {
        env: { FABRIC_CFG_PATH: settings },
      });
      expect(said.toString().trim()).toBe(packageId);
    });
  });
});
