import type { Seal } from '../../ledger/outbox/seal.js';

/** Seal of a command that another gateway may have sent. */
export const committedSeal = (row: {
  readonly transaction: string;
  readonly block: string;
  readonly time: Date;
  readonly endorsers: readonly string[];
}): Seal => ({
  state: 'committed',
  operation: null,
  transactionId: row.transaction,
  block: Number(row.block),
  endorsers: [...row.endorsers],
  committedAt: row.time.toISOString(),
  refusal: null,
});
