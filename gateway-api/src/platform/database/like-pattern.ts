import { z } from 'zod';

/** Query member `q` of lists: what a person typed into the search field; empty means everything. */
export const searchSchema = z.string().trim().max(100).optional();

/** Pattern for `ILIKE $n` that finds `text` anywhere, taken literally; `null` when there is nothing to look for. */
export const likePattern = (text: string | undefined): string | null =>
  text === undefined || text === '' ? null : `%${text.replace(/[\\%_]/gu, '\\$&')}%`;
