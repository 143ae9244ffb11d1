import { z } from 'zod';

/** What was changed in a business document, when and by which account; values as they stood (R-4.2.3b). */
export const historySchema = z
  .array(
    z.strictObject({
      at: z.string(),
      account: z.string(),
      changes: z.record(z.string(), z.strictObject({ from: z.unknown(), to: z.unknown() })),
    }),
  )
  .meta({ id: 'DocumentHistory' });
export type History = z.infer<typeof historySchema>;

/** One entry that a service adds. */
export type HistoryEntry = History[number];

type Fields = Readonly<Record<string, unknown>>;

/** Fields of `after` that differ from `before`, as one entry of a history; `undefined` where nothing changed. */
export const changesBetween = (before: Fields, after: Fields, account: string): HistoryEntry | undefined => {
  const changes = Object.fromEntries(
    Object.keys(after)
      .filter((field) => JSON.stringify(before[field] ?? null) !== JSON.stringify(after[field] ?? null))
      .map((field) => [field, { from: before[field] ?? null, to: after[field] ?? null }]),
  );
  return Object.keys(changes).length === 0 ? undefined : { at: new Date().toISOString(), account, changes };
};
