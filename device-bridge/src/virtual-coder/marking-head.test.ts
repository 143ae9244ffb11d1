import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MarkingHead } from './marking-head.js';
import { Tape } from './tape.js';

let folder: string;
let tape: Tape;
let head: MarkingHead;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'baytrace-head-'));
  tape = await Tape.open(join(folder, 'tape.tsv'));
  head = new MarkingHead(tape, { rate: 1000, depth: 3, underrun: 'stop' });
});

afterEach(async () => {
  await head.close();
  await tape.close();
  rmSync(folder, { recursive: true });
});

describe('the buffer of the virtual coder', () => {
  test('takes records that run on by one, of an open job, up to its depth', () => {
    expect(head.add(1, 'a')).toBe('JOB');
    head.openJob('one');
    expect([
      head.add(1, 'a'),
      head.add(3, 'c'),
      head.add(2, 'b'),
      head.add(3, 'c'),
      head.add(4, 'd'),
    ]).toEqual([...['ACK', 'ORDER', 'ACK', 'ACK', 'FULL']]);
    expect(head.openJob('two')).toBe(false);
    expect(head.free).toBe(0);
  });

  test('a cleared record may come again under its number, a marked one never', async () => {
    await tape.append([{ job: 'one', record: 1, text: 'a' }]);
    head.openJob('one');
    expect([head.add(1, 'a'), head.add(2, 'b')]).toEqual(['ORDER', 'ACK']);
    await head.clear();
    expect(head.lastMarked).toBe(1);
    expect([head.add(1, 'a'), head.add(2, 'b')]).toEqual(['ORDER', 'ACK']);
  });
});
