import { z } from 'zod';

/** What the ledger says of one document or command; every screen shows it in the same form. */
export const sealSchema = z
  .strictObject({
    state: z.enum(['draft', 'waiting', 'committed', 'refused']),
    operation: z.string().nullable(),
    transactionId: z.string().nullable(),
    block: z.number().nullable(),
    endorsers: z.array(z.string()),
    committedAt: z.string().nullable(),
    refusal: z
      .strictObject({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
      .nullable(),
  })
  .meta({ id: 'Seal' });
export type Seal = z.infer<typeof sealSchema>;

/** Seal of a document that was not sent to the ledger. */
export const draftSeal: Seal = {
  state: 'draft',
  operation: null,
  transactionId: null,
  block: null,
  endorsers: [],
  committedAt: null,
  refusal: null,
};

/** Row of the query {@link sealQuery}. */
export interface SealRow {
  readonly id: string;
  readonly state: 'waiting' | 'frozen' | 'done' | 'refused';
  readonly refusal_code: string | null;
  readonly refusal_params: Record<string, string | number> | null;
  readonly transaction: string | null;
  readonly block: string | null;
  readonly endorsers: string[] | null;
  readonly time: Date | null;
}

/** Commands of the outbox with their transaction; `WHERE` is appended by the caller. */
export const sealQuery = `
  SELECT o.id, o.type, o.state, o.refusal_code, o.refusal_params, o.document_type, o.document_id, o.created_at, o.seq,
    c.transaction, c.block, t.endorsers, t.time
  FROM app.outbox_command o
  LEFT JOIN LATERAL (
    SELECT transaction, block FROM ledger.command WHERE id = o.id ORDER BY block DESC, position DESC LIMIT 1) c ON true
  LEFT JOIN ledger.transaction t ON t.id = c.transaction`;

const states = { waiting: 'waiting', frozen: 'waiting', done: 'committed', refused: 'refused' } as const;

const placeOf = (row: SealRow): Pick<Seal, 'transactionId' | 'block' | 'endorsers' | 'committedAt'> => ({
  transactionId: row.transaction,
  block: row.block === null ? null : Number(row.block),
  endorsers: row.endorsers ?? [],
  committedAt: row.time === null ? null : row.time.toISOString(),
});

/** Seal of one outbox command. */
export const sealOf = (row: SealRow): Seal => {
  const state = states[row.state];
  if (state === 'waiting') return { ...draftSeal, state, operation: row.id };
  const refusal =
    state === 'refused' && row.refusal_code !== null
      ? { code: row.refusal_code, params: row.refusal_params ?? {} }
      : null;
  return { state, operation: row.id, ...placeOf(row), refusal };
};
