import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  calendarDateSchema,
  compareDates,
  dateOfDayNumber,
  dayNumber,
  eventTimeSchema,
  expiryFromShelfLife,
  formatEventTime,
  isExpired,
  localDate,
  localDateOf,
  parseDate,
  parseEventTime,
  shelfLifeSchema,
} from './index.js';

fc.configureGlobal({ seed: 1 });

const firstDay = dayNumber('1900-01-01');
const anyDay = fc.integer({ min: firstDay, max: dayNumber('9999-12-31') });
const anyDate = fc.integer({ min: firstDay, max: dayNumber('2999-12-31') }).map(dateOfDayNumber);

describe('calendar dates', () => {
  test('day numbers agree with the machine calendar, there and back', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const date = dateOfDayNumber(day);
        expect(date).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10));
        expect(dayNumber(date)).toBe(day);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-1-1',
    '0000-01-01',
    '20260101',
    '',
  ])('%s is no date', (text) => {
    expect(() => parseDate(text)).toThrow('BT-DATE-INVALID');
    expect(calendarDateSchema.safeParse(text).success).toBe(false);
  });

  test('leap days exist; full-width digits are folded (S-48)', () => {
    expect(parseDate('２０２４-０２-２９')).toBe('2024-02-29');
    expect(calendarDateSchema.parse('2000-02-29')).toBe('2000-02-29');
    expect(calendarDateSchema.safeParse('２０２４-０２-２９').success).toBe(false);
  });

  test('comparing agrees with the order of the text', () => {
    fc.assert(
      fc.property(anyDate, anyDate, (a, b) => {
        expect(compareDates(a, b)).toBe(a < b ? -1 : Number(a > b));
      }),
    );
  });
});

describe('validity 有效期 (S-20)', () => {
  test.each([
    ['2026-01-31', 1, 'months', '2026-02-28'],
    ['2024-01-31', 1, 'months', '2024-02-29'],
    ['2026-08-31', 18, 'months', '2028-02-29'],
    ['2024-02-29', 1, 'years', '2025-02-28'],
    ['2026-12-31', 1, 'days', '2027-01-01'],
    ['2026-01-01', 365, 'days', '2027-01-01'],
  ] as const)('%s with a shelf life of %d %s expires on %s', (produced, value, unit, expiry) => {
    expect(expiryFromShelfLife(produced, { value, unit })).toBe(expiry);
  });

  test('the last day counts as valid', () => {
    expect(isExpired('2026-01-31', '2026-01-31')).toBe(false);
    expect(isExpired('2026-01-31', '2026-02-01')).toBe(true);
  });

  test('a longer shelf life never expires earlier, and months never pass the end of a month', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 600 }), (produced, months) => {
        const [sooner, later] = [addMonths(produced, months), addMonths(produced, months + 1)];
        expect(compareDates(sooner, later)).toBe(-1);
        expect(Number(sooner.slice(8))).toBeLessThanOrEqual(Number(produced.slice(8)));
        expect(addDays(addDays(produced, months), -months)).toBe(produced);
      }),
    );
  });

  test('no shelf life, half days and dates beyond the calendar are refused', () => {
    expect(shelfLifeSchema.safeParse({ value: 0, unit: 'days' }).success).toBe(false);
    expect(() => addDays('2026-01-01', 0.5)).toThrow('BT-DATE-INVALID');
    expect(() => addMonths('9999-12-01', 1)).toThrow('BT-DATE-INVALID');
    expect(() => addDays('1900-01-01', -1)).toThrow('BT-DATE-INVALID');
  });
});

describe('event time', () => {
  const anyMs = fc.integer({
    min: Date.parse('1901-01-01T00:00:00Z'),
    max: Date.parse('2999-12-30T00:00:00Z'),
  });

  test('every moment comes back at every offset, as the machine reads it', () => {
    fc.assert(
      fc.property(anyMs, fc.integer({ min: -840, max: 840 }), (ms, offset) => {
        const text = formatEventTime(ms, offset);
        expect(parseEventTime(text)).toBe(ms);
        expect(Date.parse(text)).toBe(ms);
        expect(eventTimeSchema.safeParse(text).success).toBe(true);
        expect(text.slice(0, 10)).toBe(localDate(ms, offset));
      }),
    );
  });

  test('the local date is that of UTC+08:00', () => {
    expect(localDateOf('2026-01-31T16:00:00Z')).toBe('2026-02-01');
    expect(localDateOf('2026-01-31T15:59:59.999Z')).toBe('2026-01-31');
    expect(localDateOf('2026-02-01T00:00:00+08:00')).toBe('2026-02-01');
    expect(localDate(-1)).toBe('1970-01-01');
    expect(formatEventTime(0)).toBe('1970-01-01T08:00:00.000+08:00');
  });

  test.each([
    '2026-01-31T08:00:00',
    '2026-01-31 08:00:00Z',
    '2026-01-31T08:00Z',
    '2026-01-31T24:00:00Z',
    '2026-01-31T08:60:00Z',
    '2026-01-31T08:00:60Z',
    '2026-02-30T08:00:00Z',
    '2026-01-31T08:00:00+14:01',
    '2026-01-31T08:00:00+08:60',
    '2026-01-31T08:00:00+0800',
    '2026-01-31T08:00:00.1234Z',
    '2026-01-31',
    '',
  ])('%s is refused', (text) => {
    expect(() => parseEventTime(text)).toThrow('BT-EVENT-TIME');
    expect(eventTimeSchema.safeParse(text).success).toBe(false);
  });
});
