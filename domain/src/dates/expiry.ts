import { z } from 'zod';
import { DomainError } from '../errors/index.js';
import {
  compareDates,
  dateOfDayNumber,
  dateParts,
  dayNumber,
  daysInMonth,
  formatDate,
} from './calendar-date.js';
import type { CalendarDate } from './calendar-date.js';

/** A shelf life as typed on a product: whole days, months or years. */
export interface ShelfLife {
  readonly value: number;
  readonly unit: 'days' | 'months' | 'years';
}

/** A shelf life of at least one day and at most a hundred years. */
export const shelfLifeSchema = z.strictObject({
  value: z.int().min(1).max(36_525),
  unit: z.enum(['days', 'months', 'years']),
});

const checkWhole = (n: number): void => {
  if (!Number.isSafeInteger(n)) throw new DomainError('BT-DATE-INVALID', { value: String(n) });
};

/** The date `days` later (or earlier, if negative). @throws DomainError `BT-DATE-INVALID` */
export const addDays = (date: CalendarDate, days: number): CalendarDate => {
  checkWhole(days);
  return dateOfDayNumber(dayNumber(date) + days);
};

/** The date `months` later; a day that the month lacks becomes its last day: 31 Jan + 1 → 28/29 Feb (S-20). */
export const addMonths = (date: CalendarDate, months: number): CalendarDate => {
  checkWhole(months);
  const { year, month, day } = dateParts(date);
  const count = year * 12 + (month - 1) + months;
  const target = { year: Math.floor(count / 12), month: (((count % 12) + 12) % 12) + 1 };
  return formatDate({ ...target, day: Math.min(day, daysInMonth(target.year, target.month)) });
};

/**
 * Expiry date from production date and shelf life (S-20); the result is the last day the goods are valid.
 * @throws DomainError `BT-DATE-INVALID` for a date that does not exist or lies beyond 9999
 */
export const expiryFromShelfLife = (produced: CalendarDate, life: ShelfLife): CalendarDate => {
  if (life.unit === 'days') return addDays(produced, life.value);
  return addMonths(produced, life.unit === 'years' ? life.value * 12 : life.value);
};

/** True when `atDate` is after the expiry date; the last day itself counts as valid (S-20). */
export const isExpired = (expiry: CalendarDate, atDate: CalendarDate): boolean =>
  compareDates(atDate, expiry) > 0;
