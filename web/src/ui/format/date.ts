import type { Language } from '../text/languages.js';

const isoPattern = /^(\d{4})-(\d{2})-(\d{2})$/u;

const exists = (year: number, month: number, day: number): boolean => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

/** A calendar date as people of the language write it (S-48): zh, en `2026-01-31`, pt `31/01/2026`. */
export const formatDate = (iso: string, language: Language): string => {
  const [, year, month, day] = isoPattern.exec(iso) ?? [];
  if (year === undefined || month === undefined || day === undefined) return iso;
  return language === 'pt' ? `${day}/${month}/${year}` : iso;
};

const patterns: readonly [RegExp, readonly [number, number, number]][] = [
  [/^(\d{4})(\d{2})(\d{2})$/u, [1, 2, 3]],
  [/^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u, [1, 2, 3]],
  [/^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/u, [3, 2, 1]],
];

/**
 * What a person typed as `YYYY-MM-DD`: `20260131`, `2026-1-31`, `2026年1月31日`, `31/01/2026`, full-width digits.
 * Null when it is no date that exists.
 */
export const readDate = (typed: string): string | null => {
  const folded = typed.normalize('NFKC').replace(/\s/gu, '');
  for (const [pattern, [y, m, d]] of patterns) {
    const match = pattern.exec(folded);
    if (match === null) continue;
    const [year, month, day] = [Number(match[y]), Number(match[m]), Number(match[d])];
    if (!exists(year, month, day)) return null;
    const two = (n: number): string => String(n).padStart(2, '0');
    return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  }
  return null;
};

const zone = 'Asia/Hong_Kong';

/** The parts of an instant in UTC+08:00, which all three places keep (S-47). */
const partsOf = (instant: string): { date: string; time: string } | null => {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return null;
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at);
  const [date = '', time = ''] = text.split(' ');
  return { date, time };
};

/** An instant as date and time to the minute, UTC+08:00. */
export const formatInstant = (instant: string, language: Language): string => {
  const parts = partsOf(instant);
  return parts === null ? instant : `${formatDate(parts.date, language)} ${parts.time.slice(0, 5)}`;
};

/** The calendar date in UTC+08:00 of an instant, as `YYYY-MM-DD`. */
export const dateOfInstant = (instant: string): string => partsOf(instant)?.date ?? '';

/** Today in UTC+08:00 as `YYYY-MM-DD`. */
export const today = (): string => dateOfInstant(new Date().toISOString());
