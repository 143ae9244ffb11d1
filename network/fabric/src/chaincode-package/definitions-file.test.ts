import { describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readDefinitions, readDefinitionsFile } from './definitions-file.js';
import { productDefinition } from './product-definition.js';

const server = {
  program: 'node',
  args: ['probe.cjs'],
  cwd: 'probe',
  files: ['./probe.cjs', 'lib/../package.json'],
};
const probe = { name: 'probe', version: '1', sequence: 1, server };

describe('chaincode definitions', () => {
  test('are read with defaults, the folder absolute and the files relative to it', () => {
    const [read] = readDefinitions({ chaincodes: [probe] }, '/definitions');
    expect(read).toEqual({
      ...{ name: 'probe', version: '1', sequence: 1, collections: [], initRequired: false },
      server: { ...server, cwd: '/definitions/probe', env: {}, files: ['package.json', 'probe.cjs'] },
    });
  });

  test.each<[string, object]>([
    ['a name that Fabric does not allow', { ...probe, name: 'pro be' }],
    ['a version that Fabric does not allow', { ...probe, version: '1/2' }],
    ['sequence 0', { ...probe, sequence: 0 }],
    ['an unknown field', { ...probe, sequnce: 1 }],
    ['an unknown field of a collection', { ...probe, collections: [{ name: 'c', policy: 'p', ttl: 1 }] }],
    ['no files', { ...probe, server: { ...server, files: [] } }],
    ['a file outside its folder', { ...probe, server: { ...server, files: ['../secret'] } }],
    ['an absolute file elsewhere', { ...probe, server: { ...server, files: ['/etc/passwd'] } }],
  ])('are refused with %s', (_case, chaincode) => {
    expect(() => readDefinitions({ chaincodes: [chaincode] }, '/definitions')).toThrow(
      expect.objectContaining({ code: 'BT-FABRIC-CHAINCODE-DEFINITIONS' }),
    );
  });

  test('are refused when a name comes twice', () => {
    expect(() => readDefinitions({ chaincodes: [probe, probe] }, '/')).toThrow(/twice/);
  });

  test('are refused with the name of the file when it is missing', async () => {
    await expect(readDefinitionsFile('/nowhere/definitions.json')).rejects.toMatchObject({
      code: 'BT-FABRIC-CHAINCODE-DEFINITIONS',
      message: expect.stringContaining('/nowhere/definitions.json') as unknown,
    });
  });

  test('of the product name its policy and its collections, as network/definitions/baytrace.json does (R-4.2.4b)', async () => {
    const { name, policy, collections } = await productDefinition();
    expect(name).toBe('baytrace');
    expect(policy).toMatch(/^OutOf\(2,/);
    expect(collections.map((collection) => collection.name)).toEqual(['directory', 'block-keys']);
  });

  test('of a product that is not built say so', async () => {
    const root = fileURLToPath(new URL('.', import.meta.url));
    await expect(productDefinition(join(root, 'nowhere'))).rejects.toMatchObject({
      code: 'BT-FABRIC-CHAINCODE-DEFINITIONS',
    });
  });
});
