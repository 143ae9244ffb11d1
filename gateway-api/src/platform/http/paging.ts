import { z } from 'zod';
import { InvalidInput } from './invalid-input.js';

/** Query members of every list: `limit` 1–200 (50) and the opaque `cursor` of the page before. */
export const pageQueryShape = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
};

/** Query of a list without filters; with filters: `z.strictObject({ ...pageQueryShape, state: … })`. */
export const pageQuerySchema = z.strictObject(pageQueryShape);

/** What every list query carries. */
export type PageQuery = z.infer<typeof pageQuerySchema>;

/** One page of a list; `next` is the cursor of the following page, `null` on the last. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** Response schema of a list, e.g. `pageOf('PurchasePage', purchaseSchema)`. */
export const pageOf = <T extends z.ZodType>(
  id: string,
  item: T,
): z.ZodObject<{ items: z.ZodArray<T>; next: z.ZodNullable<z.ZodString> }, z.core.$strict> =>
  z.strictObject({ items: z.array(item), next: z.string().nullable() }).meta({ id });

/** Sort key of a row as cursor; opaque to callers. */
export const cursorOf = (key: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

/**
 * Sort key inside a cursor, checked by a tuple schema.
 * @throws DomainError BT-INPUT-INVALID for a cursor that is not of this list.
 */
export const keyOf = <T>(cursor: string | undefined, key: z.ZodType<T>): T | undefined => {
  if (cursor === undefined) return undefined;
  try {
    return key.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) {
      throw InvalidInput.at('query.cursor', 'not a cursor of this list');
    }
    throw error;
  }
};

/** Makes a page of up to `limit` items out of `limit + 1` rows read. */
export const toPage = <R, T>(
  rows: readonly R[],
  limit: number,
  item: (row: R) => T,
  key: (row: R) => readonly (string | number)[],
): Page<T> => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(item),
    next: rows.length > limit && last !== undefined ? cursorOf(key(last)) : null,
  };
};
