import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { OptionError, parseOptions } from '../options.mjs';
import { chooseLedger } from './chosen-ledger.mjs';

let folder;
const choose = (...args) =>
  chooseLedger({ root: folder, path: (...parts) => join(folder, ...parts) }, parseOptions(args)).kind;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'baytrace-ledger-'))));
afterEach(() => rmSync(folder, { recursive: true }));

describe('which ledger npm start uses', () => {
  test('the embedded one when nothing is said and nothing is there', () => {
    expect(choose()).toBe('embedded');
  });

  test('the one asked for', () => {
    expect(choose('--ledger', 'fabric', '--peers', '2')).toBe('fabric');
  });

  test('the one that holds the trade, when nothing is said', () => {
    mkdirSync(join(folder, 'fabric'));
    expect(choose()).toBe('fabric');
  });

  test('never another one than that which holds the trade: gateways would index two ledgers as one', () => {
    mkdirSync(join(folder, 'ledger'));
    expect(() => choose('--ledger', 'fabric')).toThrow(/--fresh/u);
  });

  test.each([
    [['--ledger', 'fabric', '--lag', 'hk=3']],
    [['--consensus', 'bft']],
    [['--ledger', 'embedded', '--peers', '2']],
  ])('%j do not go together', (args) => {
    expect(() => choose(...args)).toThrow(OptionError);
  });
});
