import { z } from 'zod';
import { DomainError } from '../errors/index.js';
import { dateOfDayNumber, dayNumber, isRealDate } from './calendar-date.js';
import type { CalendarDate } from './calendar-date.js';

/** A moment as text: ISO 8601 date and time with offset, seconds given, up to milliseconds (EPCIS 2.0 `eventTime`). */
export type EventTime = string;

/** Offset of Guangdong, Hong Kong and Macao: UTC+08:00, all year. */
export const greaterBayOffsetMinutes = 480;

const dayMs = 86_400_000;
const pattern = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3}))?(?:Z|([+-])(\d{2}):(\d{2}))$/u;

const invalid = (value: string): DomainError =>
  new DomainError('BT-EVENT-TIME', { reason: 'form', value: value.slice(0, 40) });

const isDay = (date: string): boolean => {
  const [year, month, day] = date.split('-').map(Number);
  return isRealDate({ year: year ?? 0, month: month ?? 0, day: day ?? 0 });
};

/** Minutes east of UTC; EPCIS allows −14:00 … +14:00. `undefined` when out of bounds. */
const offsetOf = (sign: string | undefined, hours = '0', minutes = '0'): number | undefined => {
  const total = Number(hours) * 60 + Number(minutes);
  if (Number(minutes) > 59 || total > 14 * 60) return undefined;
  return sign === '-' ? -total : total;
};

const readEventTime = (text: string): number | undefined => {
  const [, date, hour, minute, second, fraction = '', sign, offsetHours, offsetMinutes] =
    pattern.exec(text) ?? [];
  if (date === undefined || !isDay(date)) return undefined;
  const offset = offsetOf(sign, offsetHours, offsetMinutes);
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  if (offset === undefined || h > 23 || m > 59 || s > 59) return undefined;
  return dayNumber(date) * dayMs + ((h * 60 + m - offset) * 60 + s) * 1000 + Number(fraction.padEnd(3, '0'));
};

/**
 * Milliseconds since 1970-01-01T00:00Z of an event time. Refused: no offset, no seconds, days that do not
 * exist, 24:00, leap seconds, offsets beyond ±14:00. Independent of locale and time zone of the machine.
 * @throws DomainError `BT-EVENT-TIME` with `reason` form
 */
export const parseEventTime = (text: EventTime): number => {
  const ms = readEventTime(text);
  if (ms === undefined) throw invalid(text);
  return ms;
};

/** The calendar date at a moment (epoch ms) in the region, or at another offset in minutes. */
export const localDate = (epochMs: number, offsetMinutes: number = greaterBayOffsetMinutes): CalendarDate =>
  dateOfDayNumber(Math.floor((epochMs + offsetMinutes * 60_000) / dayMs));

/** The calendar date in the region at an event time; by it expiry is judged. @throws DomainError `BT-EVENT-TIME` */
export const localDateOf = (eventTime: EventTime): CalendarDate => localDate(parseEventTime(eventTime));

/** Writes epoch ms as an event time with offset, e.g. `2026-01-31T08:00:00.000+08:00`. */
export const formatEventTime = (
  epochMs: number,
  offsetMinutes: number = greaterBayOffsetMinutes,
): EventTime => {
  if (
    !Number.isSafeInteger(epochMs) ||
    !Number.isInteger(offsetMinutes) ||
    Math.abs(offsetMinutes) > 14 * 60
  ) {
    throw invalid(`${String(epochMs)} ${String(offsetMinutes)}`);
  }
  const local = epochMs + offsetMinutes * 60_000;
  const inDay = local - Math.floor(local / dayMs) * dayMs;
  const pad = (n: number, width = 2): string => Math.floor(n).toString().padStart(width, '0');
  const clock = `${pad(inDay / 3_600_000)}:${pad((inDay / 60_000) % 60)}:${pad((inDay / 1000) % 60)}`;
  const east = Math.abs(offsetMinutes);
  const offset = `${offsetMinutes < 0 ? '-' : '+'}${pad(east / 60)}:${pad(east % 60)}`;
  return `${localDate(epochMs, offsetMinutes)}T${clock}.${pad(inDay % 1000, 3)}${offset}`;
};

/** An event time in the form {@link parseEventTime} accepts. */
export const eventTimeSchema = z
  .string()
  .max(29)
  .refine((text) => readEventTime(text) !== undefined, { message: 'not an ISO 8601 time with offset' });
