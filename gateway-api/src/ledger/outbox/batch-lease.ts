import type { DomainError } from '@baytrace/domain/errors';
import type { Jurisdiction } from '@baytrace/domain/ledger';
import type { Transactions } from '../../platform/database/transactions.js';
import type { TransientEntries } from '../submission/ledger-port.js';
import type { OutboxRow } from './outbox-command.js';

/** A batch in flight under a lease of this process. */
export interface LeasedBatch {
  readonly id: string;
  readonly actor_kind: OutboxRow['actor_kind'];
  readonly actor: string;
  readonly identity: string;
  readonly body: string;
  readonly transient: TransientEntries | null;
  readonly endorsers: readonly Jurisdiction[] | null;
  readonly state: 'frozen' | 'abandoning';
  readonly attempts: number;
}

/** Short, because after a crash the batch waits so long for its next process; a live one renews it in time. */
const leaseSeconds = 10;
/** How often it does. */
export const renewMs = 3_000;

/** Takes the lease of one batch that is due, or nothing when another process has it or it is settled. */
export const takeLease = async (
  transactions: Transactions,
  batch: string,
  owner: string,
): Promise<LeasedBatch | undefined> => {
  const rows = await transactions.run((manager) =>
    manager.query<LeasedBatch[]>(
      `WITH leased AS (
         UPDATE app.outbox_batch SET lease_owner = $2, lease_until = now() + make_interval(secs => $3), attempts = attempts + 1
         WHERE id = $1 AND state IN ('frozen', 'abandoning') AND next_attempt_at <= now()
           AND (lease_owner IS NULL OR lease_owner = $2 OR lease_until < now())
         RETURNING *)
       SELECT * FROM leased`,
      [batch, owner, leaseSeconds],
    ),
  );
  return rows[0];
};

/**
 * Keeps a lease while its batch is worked on. Should it be lost all the same, no harm is done: another process sends the
 * same bytes, and the movement key lets one of the two take effect.
 */
export const renewLease = async (transactions: Transactions, batch: string, owner: string): Promise<void> => {
  await transactions.reader.query(
    'UPDATE app.outbox_batch SET lease_until = now() + make_interval(secs => $3) WHERE id = $1 AND lease_owner = $2',
    [batch, owner, leaseSeconds],
  );
};

/** Gives the lease back and says when to try again; a settled batch is left alone. */
export const putOff = async (
  transactions: Transactions,
  batch: LeasedBatch,
  delayMs: number,
  error: string,
): Promise<void> => {
  await transactions.run((manager) =>
    manager.query(
      `UPDATE app.outbox_batch SET lease_owner = NULL, lease_until = NULL, last_error = $2,
         next_attempt_at = now() + make_interval(secs => $3)
       WHERE id = $1 AND state IN ('frozen', 'abandoning')`,
      [batch.id, error.slice(0, 500), delayMs / 1000],
    ),
  );
};

/**
 * From now on the batch is being given up: `abandoned` is committed under its key. Once that record is on the ledger (an
 * earlier attempt may still win) its commands end with the refusal that chaincode repeated or, without one, wait to be
 * planned anew.
 */
export const markAbandoning = async (
  transactions: Transactions,
  batch: string,
  refusal: DomainError | undefined,
): Promise<void> => {
  await transactions.run((manager) =>
    manager.query(
      `UPDATE app.outbox_batch SET state = 'abandoning', refusal_code = $2, refusal_params = $3
       WHERE id = $1 AND state = 'frozen'`,
      [batch, refusal?.code ?? null, refusal === undefined ? null : JSON.stringify(refusal.params)],
    ),
  );
};
