import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BlockFile, DamagedBlockFileError } from './block-file.js';

let folder: string;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'block-file-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const payloads = fc.array(fc.uint8Array({ minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 6 });

async function written(records: readonly Uint8Array[]): Promise<{ path: string; ends: number[] }> {
  count += 1;
  const path = join(folder, `blocks-${count}`);
  const file = await BlockFile.open(path);
  await file.recover(0, () => Promise.resolve());
  const ends: number[] = [];
  for (const record of records) {
    await file.append(record);
    ends.push(file.end);
  }
  await file.close();
  return { path, ends };
}

async function recovered(path: string): Promise<{ records: Buffer[]; cutOff: number }> {
  const file = await BlockFile.open(path);
  try {
    const records: Buffer[] = [];
    const cutOff = await file.recover(0, ({ payload }) => {
      records.push(payload);
      return Promise.resolve();
    });
    return { records, cutOff };
  } finally {
    await file.close();
  }
}

describe('the block file after a crash', () => {
  test('cut at any byte: every whole record before the cut is there, the torn one is gone', async () => {
    await fc.assert(
      fc.asyncProperty(payloads, fc.double({ min: 0, max: 1, noNaN: true }), async (records, part) => {
        const { path, ends } = await written(records);
        const cut = Math.floor((ends.at(-1) ?? 0) * part);
        await truncate(path, cut);
        const whole = ends.filter((end) => end <= cut).length;
        const found = await recovered(path);
        expect(found.records).toEqual(records.slice(0, whole).map((record) => Buffer.from(record)));
        expect(found.cutOff).toBe(cut - (ends[whole - 1] ?? 0));
        expect((await recovered(path)).cutOff).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  test('a last record with wrong bytes, or zeros the file system left, is cut off', async () => {
    const { path, ends } = await written([Buffer.from('one'), Buffer.from('two')]);
    const bytes = await readFile(path);
    bytes[bytes.length - 1] = 0;
    await writeFile(path, bytes);
    expect((await recovered(path)).records).toEqual([Buffer.from('one')]);
    await appendFile(path, Buffer.alloc(64));
    expect((await recovered(path)).cutOff).toBe(64);
    expect((await readFile(path)).length).toBe(ends[0]);
  });

  test('damage before the last record is reported and nothing is cut off', async () => {
    const { path } = await written([Buffer.from('one'), Buffer.from('two')]);
    const bytes = await readFile(path);
    bytes[9] = 0;
    await writeFile(path, bytes);
    await expect(recovered(path)).rejects.toThrow(DamagedBlockFileError);
    expect((await readFile(path)).equals(bytes)).toBe(true);
  });

  test('records are read back by offset, and appends go on after the last one', async () => {
    const { path, ends } = await written([Buffer.from('one')]);
    const file = await BlockFile.open(path);
    await file.recover(0, () => Promise.resolve());
    const offset = await file.append(Buffer.from('two'));
    expect(offset).toBe(ends[0]);
    expect((await file.read(offset)).toString()).toBe('two');
    expect((await file.read(0)).toString()).toBe('one');
    await file.close();
  });
});
