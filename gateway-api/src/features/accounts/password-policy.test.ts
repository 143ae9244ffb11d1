import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { demandGoodPassword, initialPassword, isTooOld } from './password-policy.js';

const ruleOf = (password: string, login = 'mei'): string => {
  try {
    demandGoodPassword(password, login);
    return 'good';
  } catch (error) {
    return (error as { params: { rule: string } }).params.rule;
  }
};

describe('passwords (GB/T 22239-2019 7.1.4.1 a, C-7.1)', () => {
  test.each([
    ['Abcdefg-12', 'good'],
    ['口令口令-Abc12345', 'good'],
    ['', 'length'],
    ['Abcde-123', 'length'],
    ['abcdefghij1', 'classes'],
    ['ABCDEFGHIJ', 'classes'],
    ['Xx-MEI-123456', 'login'],
    ['Xx-ｍｅｉ-123456', 'login'],
    ['Aa1Aa1Aa1Aa1', 'repetition'],
    [`Aa1-${'x'.repeat(130)}`, 'length'],
  ])('%s → %s', (password, rule) => {
    expect(ruleOf(password)).toBe(rule);
  });

  test('whatever is accepted is long enough and mixed enough', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (password) => {
        if (ruleOf(password) !== 'good') return;
        const classes = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u];
        expect(Array.from(password).length).toBeGreaterThanOrEqual(10);
        expect(classes.filter((c) => c.test(password)).length).toBeGreaterThanOrEqual(3);
      }),
    );
  });

  test('every initial password is good and none comes twice', () => {
    const made = Array.from({ length: 200 }, initialPassword);
    expect(made.map((password) => ruleOf(password)).filter((rule) => rule !== 'good')).toEqual([]);
    expect(new Set(made).size).toBe(made.length);
  });

  test('a password is too old after 90 days', () => {
    const now = new Date('2026-06-01T00:00:00Z');
    expect(isTooOld(new Date('2026-03-03T00:00:00Z'), now)).toBe(false);
    expect(isTooOld(new Date('2026-03-02T00:00:00Z'), now)).toBe(true);
  });
});
