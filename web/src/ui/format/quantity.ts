import type { Language } from '../text/languages.js';

/**
 * A decimal string with the grouping and decimal sign of a language (S-48): zh, en `1,234.5`, pt `1.234,5`.
 * Works on the digits, so that nothing is rounded.
 */
export const formatNumber = (decimal: string | number, language: Language): string => {
  const [whole = '0', fraction = ''] = String(decimal).split('.');
  const [group, point] = language === 'pt' ? ['.', ','] : [',', '.'];
  const grouped = whole.replace(/\B(?=(?:\d{3})+(?!\d))/gu, group);
  return fraction === '' ? grouped : `${grouped}${point}${fraction}`;
};

/**
 * What a person typed as the API's decimal string: full-width digits folded, groups dropped, pt comma understood.
 * Null when it is no positive decimal of at most `scale` digits after the point.
 */
export const readNumber = (typed: string, language: Language, scale: number): string | null => {
  const folded = typed.normalize('NFKC').trim().replace(/\s/gu, '');
  const plain = language === 'pt' ? folded.replace(/\./gu, '').replace(',', '.') : folded.replace(/,/gu, '');
  const match = /^(\d{1,15})(?:\.(\d{1,6}))?$/u.exec(plain);
  if (match === null) return null;
  const fraction = (match[2] ?? '').replace(/0+$/u, '');
  if (fraction.length > scale) return null;
  const whole = (match[1] ?? '').replace(/^0+(?=\d)/u, '');
  return fraction === '' ? whole : `${whole}.${fraction}`;
};

const toUnits = (decimal: string): bigint => {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return BigInt(whole + fraction.slice(0, 6).padEnd(6, '0'));
};

const fromUnits = (amount: bigint): string => {
  const sign = amount < 0n ? '-' : '';
  const digits = (amount < 0n ? -amount : amount).toString().padStart(7, '0');
  const fraction = digits.slice(-6).replace(/0+$/u, '');
  return `${sign}${digits.slice(0, -6)}${fraction === '' ? '' : `.${fraction}`}`;
};

/** Exact sum of decimal strings. */
export const sumDecimals = (values: readonly string[]): string =>
  fromUnits(values.reduce((sum, value) => sum + toUnits(value), 0n));

/** `a − b` of decimal strings; may be negative. */
export const differenceOf = (a: string, b: string): string => fromUnits(toUnits(a) - toUnits(b));

/** Share of `part` in `whole` in whole percent, for bars and sentences; 0 for nothing of nothing. */
export const percentOf = (part: string, whole: string): number => {
  const all = toUnits(whole);
  return all === 0n ? 0 : Number((toUnits(part) * 1000n) / all) / 10;
};

/** Exact product `quantity × unit price`, rounded half up to 2 decimals, for showing a line total. */
export const lineTotal = (quantity: string, price: string): string => {
  const product = toUnits(quantity) * toUnits(price);
  const cents = (product + 5_000_000_000n) / 10_000_000_000n;
  const digits = cents.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
};
