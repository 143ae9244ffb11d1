import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { Tape } from './tape.js';

const folder = mkdtempSync(join(tmpdir(), 'baytrace-tape-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const entries = (job: string, from: number, count: number): { job: string; record: number; text: string }[] =>
  Array.from({ length: count }, (_, at) => ({ job, record: from + at, text: `${job}-${from + at}` }));

describe('R-4.2.7d the tape of the virtual coder', () => {
  test('remembers the last marked record of each job over a restart', async () => {
    const path = join(folder, 'a.tsv');
    const tape = await Tape.open(path);
    await tape.append(entries('one', 1, 3));
    await tape.append(entries('two', 1, 2));
    await tape.close();
    const again = await Tape.open(path);
    expect([
      again.marked,
      again.lastMarked('one'),
      again.lastMarked('two'),
      again.lastMarked('three'),
    ]).toEqual([5, 3, 2, 0]);
    await again.close();
  });

  test('a line torn by a power cut was not marked, and the tape goes on without a gap', async () => {
    const path = join(folder, 'b.tsv');
    const tape = await Tape.open(path);
    await tape.append(entries('one', 1, 2));
    await tape.close();
    appendFileSync(path, '3\tone\t3\ton');
    const again = await Tape.open(path);
    expect(again.lastMarked('one')).toBe(2);
    await again.append(entries('one', 3, 1));
    await again.close();
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => line.split('\t').slice(0, 4).join(' '))).toEqual([
      ...['1 one 1 one-1', '2 one 2 one-2', '3 one 3 one-3'],
    ]);
  });
});
