import { canonicalJson, type Batch, type Jurisdiction, type Json } from '@baytrace/domain/ledger';
import { DomainError } from '@baytrace/domain/errors';
import type { EntityManager } from 'typeorm';
import { randomId } from '../../platform/random-id.js';
import { parcelsToOpen } from './open-parcels.js';
import { actorOf, type OutboxRow } from './outbox-command.js';
import { settleKnown } from './settle.js';

/** Most commands the worker puts into one transaction. */
const mostCommands = 100;

const kindOf = (row: OutboxRow): string => row.private_kind ?? '';

/** The longest run from the front that may share a transaction: one signer, one counterpart, one kind of private data. */
export const runOf = (rows: readonly OutboxRow[]): readonly OutboxRow[] => {
  const [first] = rows;
  if (first === undefined) return [];
  const end = rows.findIndex(
    (row) =>
      row.identity !== first.identity ||
      row.counterpart !== first.counterpart ||
      kindOf(row) !== kindOf(first),
  );
  return rows.slice(0, Math.min(end < 0 ? rows.length : end, mostCommands));
};

/** Builds the batch of a run with the parcels it opens. */
export const batchOf = async (
  manager: EntityManager,
  run: readonly OutboxRow[],
  id: string,
): Promise<Batch> => {
  const [first] = run;
  if (first === undefined) throw new Error('a batch needs a command');
  const commands = run.map((row) => row.body);
  const open = await parcelsToOpen(manager, first.actor, commands);
  return {
    v: 1,
    id,
    actor: actorOf(first),
    ...(first.counterpart === null ? {} : { counterpart: first.counterpart }),
    open: [...open],
    commands,
  };
};

const transientOf = (run: readonly OutboxRow[]): string | null => {
  const kind = run[0]?.private_kind ?? null;
  if (kind === null) return null;
  return JSON.stringify({
    kind,
    entries: Object.fromEntries(run.map((r) => [r.private_name ?? '', r.private_value])),
  });
};

const refuseTooLarge = async (manager: EntityManager, row: OutboxRow, error: DomainError): Promise<void> => {
  await manager.query(
    `UPDATE app.outbox_command SET state = 'refused', refusal_code = $2, refusal_params = $3, settled_at = now() WHERE id = $1`,
    [row.id, error.code, JSON.stringify(error.params)],
  );
};

const planned = async (
  manager: EntityManager,
  run: readonly OutboxRow[],
  id: string,
): Promise<Batch | DomainError> => {
  try {
    return await batchOf(manager, run, id);
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
};

/** Commands that may go now, oldest first; none while a batch of the actor is in flight. */
const readyRows = async (
  manager: EntityManager,
  actor: string,
  away: ReadonlySet<Jurisdiction>,
): Promise<readonly OutboxRow[]> => {
  const [inFlight] = await manager.query<unknown[]>(
    `SELECT 1 FROM app.outbox_batch WHERE actor = $1 AND state IN ('frozen', 'abandoning')`,
    [actor],
  );
  if (inFlight !== undefined) return [];
  await settleKnown(manager, actor);
  return manager.query<OutboxRow[]>(
    `SELECT * FROM app.outbox_command WHERE actor = $1 AND state = 'waiting'
       AND (counterpart IS NULL OR counterpart <> ALL($3)) ORDER BY seq LIMIT $2`,
    [actor, mostCommands, [...away]],
  );
};

/**
 * Freezes the next batch of an actor: id, ordered commands and bytes, in one database transaction with the commands'
 * new state. Nothing is frozen while another batch of the actor is in flight (unique index). Commands that the ledger
 * already has are settled; those that need a jurisdiction that is away wait, and others go before them (charter §4).
 *
 * @returns id of the frozen batch, or undefined when nothing can go.
 */
export const freezeNext = async (
  manager: EntityManager,
  actor: string,
  away: ReadonlySet<Jurisdiction> = new Set(),
): Promise<string | undefined> => {
  await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 7))', [actor]);
  let run = runOf(await readyRows(manager, actor, away));
  const id = randomId();
  let batch = run.length === 0 ? undefined : await planned(manager, run, id);
  while (batch instanceof DomainError && run.length > 1) {
    run = run.slice(0, Math.floor(run.length / 2));
    batch = await planned(manager, run, id);
  }
  const [first] = run;
  if (batch === undefined || first === undefined) return undefined;
  if (batch instanceof DomainError) {
    await refuseTooLarge(manager, first, batch);
    return undefined;
  }
  const endorsers = kindOf(first) === 'trade' && first.counterpart !== null ? [first.counterpart] : null;
  await manager.query(
    `INSERT INTO app.outbox_batch (id, actor_kind, actor, identity, body, transient, endorsers, state)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'frozen')`,
    [
      id,
      first.actor_kind,
      first.actor,
      first.identity,
      canonicalJson(batch as unknown as Json),
      transientOf(run),
      endorsers,
    ],
  );
  await manager.query(`UPDATE app.outbox_command SET state = 'frozen', batch = $2 WHERE id = ANY($1)`, [
    run.map((row) => row.id),
    id,
  ]);
  return id;
};
