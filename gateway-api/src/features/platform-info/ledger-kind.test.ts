import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ledgerKindOf } from './ledger-kind.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baytrace-kind-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test.each([
  [{ kind: 'fabric', orgs: [] }, 'fabric'],
  [{ kind: 'embedded' }, 'embedded'],
  [{ channel: 'trace' }, 'embedded'],
])('a connection file %j is said to be %s', async (content, kind) => {
  const file = join(folder, 'connection.json');
  await writeFile(file, JSON.stringify(content));
  await expect(ledgerKindOf(file)).resolves.toBe(kind);
});

test('a connection file that is missing is an error, not a guess', async () => {
  await expect(ledgerKindOf(join(folder, 'none.json'))).rejects.toThrow('ENOENT');
});
