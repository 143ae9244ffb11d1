import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

/**
 * Reads a table of scripts/demo/data.
 * @param name enterprises, suppliers, products, materials or purchases
 * @returns a record per line, by column names
 */
export const readTable = (name) =>
  parse(readFileSync(new URL(`data/${name}.csv`, import.meta.url)), {
    columns: true,
    skip_empty_lines: true,
  });

/** The four names of a line. */
export const namesOf = (line) => ({
  'zh-Hans': line.zh_hans,
  'zh-Hant': line.zh_hant,
  en: line.en,
  pt: line.pt,
});

/** The date (YYYY-MM-DD) so many days before (or, negative, after) another one. */
export const daysBefore = (date, days) =>
  new Date(Date.parse(`${date}T00:00:00Z`) - Number(days) * 86_400_000).toISOString().slice(0, 10);
