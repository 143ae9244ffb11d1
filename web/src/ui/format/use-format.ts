import { currentLanguage, text } from '../text/use-text.js';
import { formatDate, formatInstant } from './date.js';
import { formatNumber } from './quantity.js';
import { isUnitSymbol } from './unit.js';

/** Name of a unit in the present language, in the form for `count`; an unknown symbol as it is. */
export const unitName = (unit: string, count = 2): string =>
  isUnitSymbol(unit) ? text(`units.${unit}`, {}, count) : unit;

/** A number in the present language. */
export const showNumber = (decimal: string | number): string => formatNumber(decimal, currentLanguage());

/** A quantity with its unit in the present language. */
export const showQuantity = (decimal: string | number, unit: string): string =>
  text('common.quantityWithUnit', {
    quantity: showNumber(decimal),
    unit: unitName(unit, Number(decimal) === 1 ? 1 : 2),
  });

/** A calendar date in the present language. */
export const showDate = (iso: string | null | undefined): string =>
  iso === null || iso === undefined || iso === '' ? '—' : formatDate(iso, currentLanguage());

/** An instant in the present language. */
export const showInstant = (instant: string | null | undefined): string =>
  instant === null || instant === undefined || instant === ''
    ? '—'
    : formatInstant(instant, currentLanguage());
