import { describe, expect, test } from '@jest/globals';
import { dateOfInstant, formatDate, formatInstant, readDate } from './date.js';

describe('dates (S-47, S-48)', () => {
  test.each([
    ['20260131', '2026-01-31'],
    ['2026-1-31', '2026-01-31'],
    ['2026年1月31日', '2026-01-31'],
    ['31/01/2026', '2026-01-31'],
    ['２０２６／０１／３１', '2026-01-31'],
    ['2026-02-29', null],
    ['31/13/2026', null],
    ['tomorrow', null],
  ])('%s is read as %s', (typed, iso) => {
    expect(readDate(typed)).toBe(iso);
  });
  test('Portuguese writes day first', () => {
    expect(formatDate('2026-01-31', 'pt')).toBe('31/01/2026');
    expect(formatDate('2026-01-31', 'zh-Hant')).toBe('2026-01-31');
  });
  test('instants are shown in UTC+08:00', () => {
    expect(formatInstant('2026-01-30T16:30:00Z', 'en')).toBe('2026-01-31 00:30');
    expect(dateOfInstant('2026-01-30T15:59:59Z')).toBe('2026-01-30');
  });
});
