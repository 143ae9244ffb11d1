import { z } from 'zod';
import { DomainError } from '../errors/index.js';
import { foldTyped } from '../typing/index.js';

/** A day of the Gregorian calendar as `YYYY-MM-DD`, years 1900 to 9999; sorts as text. */
export type CalendarDate = string;

/** Year, month 1–12, day 1–31. */
export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/u;
const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const invalid = (value: string): DomainError =>
  new DomainError('BT-DATE-INVALID', { value: value.slice(0, 32) });

/** Number of days in a month (1–12), leap years included. */
export const daysInMonth = (year: number, month: number): number => {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && leap ? 29 : (lengths[month - 1] ?? 0);
};

/** True for an existing day of the years 1900 to 9999. */
export const isRealDate = ({ year, month, day }: DateParts): boolean =>
  year >= 1900 && year <= 9999 && day >= 1 && day <= daysInMonth(year, month);

/** The parts of a real calendar date. @throws DomainError `BT-DATE-INVALID` */
export const dateParts = (date: CalendarDate): DateParts => {
  const [, year, month, day] = datePattern.exec(date) ?? [];
  const parts = { year: Number(year), month: Number(month), day: Number(day) };
  if (day === undefined || !isRealDate(parts)) throw invalid(date);
  return parts;
};

/** Reads a date as typed, full-width digits folded (S-48). @throws DomainError `BT-DATE-INVALID` */
export const parseDate = (text: string): CalendarDate => formatDate(dateParts(foldTyped(text)));

/** Writes `YYYY-MM-DD`. @throws DomainError `BT-DATE-INVALID` for a day that does not exist */
export const formatDate = (parts: DateParts): CalendarDate => {
  const digits = (n: number, width: number): string => n.toString().padStart(width, '0');
  const text = `${digits(parts.year, 4)}-${digits(parts.month, 2)}-${digits(parts.day, 2)}`;
  if (!isRealDate(parts)) throw invalid(text);
  return text;
};

/** −1, 0 or 1 as `a` is before, equal to or after `b`. @throws DomainError `BT-DATE-INVALID` */
export const compareDates = (a: CalendarDate, b: CalendarDate): -1 | 0 | 1 => {
  const difference = dayNumber(a) - dayNumber(b);
  if (difference === 0) return 0;
  return difference < 0 ? -1 : 1;
};

/** Days since 1970-01-01 (negative before). @throws DomainError `BT-DATE-INVALID` */
export const dayNumber = (date: CalendarDate): number => {
  const { year, month, day } = dateParts(date);
  // Years start in March, so that the leap day is the last one; 153 days in every five months from March on.
  const y = month > 2 ? year : year - 1;
  const monthFromMarch = (month + 9) % 12;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + day - 1;
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719_468;
};

/** The date `days` days after 1970-01-01; inverse of {@link dayNumber}. @throws DomainError `BT-DATE-INVALID` */
export const dateOfDayNumber = (days: number): CalendarDate => {
  const n = days + 719_468;
  const era = Math.floor(n / 146_097);
  const dayOfEra = n - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return formatDate({ year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day });
};

/** A real calendar date `YYYY-MM-DD`. */
export const calendarDateSchema = z.string().refine(
  (text) => {
    const [, year, month, day] = datePattern.exec(text) ?? [];
    return day !== undefined && isRealDate({ year: Number(year), month: Number(month), day: Number(day) });
  },
  { message: 'not an existing date YYYY-MM-DD' },
);
