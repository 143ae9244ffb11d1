import { errorCatalogue } from '@baytrace/domain/errors';
import type { CommandRecord, Movement } from '@baytrace/domain/ledger';
import type { EntityManager } from 'typeorm';

/** Most often a command is planned anew because parcels it wanted were gone. */
const mostPlans = 20;

const settleCommand = async (manager: EntityManager, record: CommandRecord): Promise<void> => {
  const { command, result } = record;
  if (result.outcome === 'done') {
    await manager.query(`UPDATE app.outbox_command SET state = 'done', settled_at = now() WHERE id = $1`, [
      command.id,
    ]);
    return;
  }
  const replan = errorCatalogue[result.code].retry === 'replan';
  await manager.query(
    `UPDATE app.outbox_command SET
       state = CASE WHEN $4 AND plans < $5 THEN 'waiting' ELSE 'refused' END,
       batch = CASE WHEN $4 AND plans < $5 THEN NULL ELSE batch END,
       plans = plans + 1, refusal_code = $2, refusal_params = $3, settled_at = now()
     WHERE id = $1`,
    [command.id, result.code, JSON.stringify(result.params), replan, mostPlans],
  );
};

/** Commands of a batch that was given up end with its refusal, or wait to be planned anew where it had none. */
const settleAbandoned = async (manager: EntityManager, batch: string): Promise<void> => {
  await manager.query(
    `UPDATE app.outbox_command c SET
       state = CASE WHEN b.refusal_code IS NULL THEN 'waiting' ELSE 'refused' END,
       batch = CASE WHEN b.refusal_code IS NULL THEN NULL ELSE c.batch END,
       refusal_code = b.refusal_code, refusal_params = b.refusal_params, settled_at = now()
     FROM app.outbox_batch b WHERE b.id = $1 AND c.batch = b.id AND c.state = 'frozen'`,
    [batch],
  );
};

/**
 * Settles this gateway's commands from movement records, in the indexer's own database transaction: the record, not
 * the answer to the last attempt, says what became of a batch (charter §4, Idempotency).
 */
export const settleOutbox = async (manager: EntityManager, movements: readonly Movement[]): Promise<void> => {
  for (const movement of movements) {
    const state = movement.abandoned ? 'abandoned' : 'recorded';
    const rows = await manager.query<unknown[]>(
      `WITH hit AS (UPDATE app.outbox_batch SET state = $2, lease_owner = NULL, lease_until = NULL WHERE id = $1 RETURNING id)
       SELECT id FROM hit`,
      [movement.batch, state],
    );
    if (rows.length === 0) continue;
    if (movement.abandoned) await settleAbandoned(manager, movement.batch);
    for (const record of movement.commands) await settleCommand(manager, record);
  }
};

const replanCodes = Object.entries(errorCatalogue)
  .filter(([, { retry }]) => retry === 'replan')
  .map(([code]) => code);

/**
 * Settles waiting commands of an actor that the ledger already has a final result of. Such there are only after the
 * database was restored from a backup: their batch is not in it, their record is on the ledger.
 */
export const settleKnown = async (manager: EntityManager, actor: string): Promise<void> => {
  await manager.query(
    `UPDATE app.outbox_command c SET state = l.outcome, batch = l.batch, refusal_code = l.refusal_code,
       refusal_params = l.refusal_params, settled_at = now()
     FROM (SELECT DISTINCT ON (id) id, outcome, batch, refusal_code, refusal_params FROM ledger.command
           WHERE id IN (SELECT id FROM app.outbox_command WHERE actor = $1 AND state = 'waiting')
           ORDER BY id, block DESC, position DESC) l
     WHERE c.id = l.id AND c.state = 'waiting' AND (l.outcome = 'done' OR l.refusal_code <> ALL($2))`,
    [actor, replanCodes],
  );
};
