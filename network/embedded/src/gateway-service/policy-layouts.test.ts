import { describe, expect, test } from '@jest/globals';
import { parsePolicyText } from '../msp/policy-text.js';
import { minimalLayouts } from './policy-layouts.js';

const layouts = (...policies: string[]): Record<string, number>[] =>
  minimalLayouts(policies.map(parsePolicyText)).map((layout) => Object.fromEntries(layout));

describe('layouts of endorsers (discovery/endorsement/endorsement.go)', () => {
  test('two of three are three pairs', () => {
    expect(layouts("OutOf(2,'A.peer','B.peer','C.peer')")).toEqual([
      { A: 1, B: 1 },
      { A: 1, C: 1 },
      { B: 1, C: 1 },
    ]);
  });

  test('several policies are served by the same endorsement', () => {
    expect(layouts("OutOf(2,'A.peer','B.peer','C.peer')", "'C.peer'")).toEqual([
      { A: 1, C: 1 },
      { B: 1, C: 1 },
    ]);
  });

  test('two peers of one organisation, where a policy wants them', () => {
    expect(layouts("OutOf(2,'A.peer','A.peer')", "'A.member'")).toEqual([{ A: 2 }]);
  });

  test('no layout contains another one', () => {
    expect(layouts("OR('A.peer',AND('A.peer','B.peer'))")).toEqual([{ A: 1 }]);
  });

  test('a role that no peer has cannot be satisfied', () => {
    expect(layouts("AND('A.peer','B.admin')")).toEqual([]);
    expect(layouts("OR('A.peer','B.client')")).toEqual([{ A: 1 }]);
  });
});
