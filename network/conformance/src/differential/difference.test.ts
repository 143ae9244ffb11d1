import { describe, expect, test } from '@jest/globals';
import { expectSame, LedgersDiffer, sideBySide } from './difference.js';

describe('the report of a difference', () => {
  test('equal values are no difference, others name the place and the rule', () => {
    expectSame('state', 'step 1', { a: [1] }, { a: [1] });
    expect(() => {
      expectSame('state', 'step 1', { a: [1] }, { a: [2] });
    }).toThrow(LedgersDiffer);
  });

  test('only the lines that differ are marked, transcripts are opened', () => {
    const report = sideBySide({ payload: '[["get","00"]]', same: 1 }, { payload: '[["get","01"]]', same: 1 });
    const marked = report.split('\n').filter((line) => !line.startsWith('  '));
    expect(marked.map((line) => line.replace(/\s+/g, ''))).toEqual(['<"00"', '>"01"']);
  });

  test('long lines are cut and still told apart', () => {
    const report = sideBySide('x'.repeat(500), `${'x'.repeat(499)}y`);
    const [left = '', right = ''] = report.split('\n');
    expect(left.length).toBeLessThan(200);
    expect(left.slice(2)).not.toBe(right.slice(2));
  });
});
