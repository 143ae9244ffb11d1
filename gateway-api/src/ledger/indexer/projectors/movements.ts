import type { Command, CommandRecord, Movement } from '@baytrace/domain/ledger';
import { projectEffects } from './parcels.js';
import type { Position } from './position.js';

/** Receiver of a shipment, or the shipment's own enterprise for what refers to one. */
const counterpartyOf = (command: Command): string | null => (command.type === 'ship' ? command.to : null);

const insertCommand = async (
  position: Position,
  movement: Movement,
  record: CommandRecord,
  n: number,
): Promise<void> => {
  const { command, result } = record;
  const refused = result.outcome === 'refused' ? result : undefined;
  await position.manager.query(
    `INSERT INTO ledger.command (actor, batch, n, id, type, outcome, refusal_code, refusal_params, event_time, body,
       counterparty, transaction, block, position)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      movement.actor.id,
      movement.batch,
      n,
      command.id,
      command.type,
      result.outcome,
      refused?.code ?? null,
      refused === undefined ? null : JSON.stringify(refused.params),
      command.eventTime,
      JSON.stringify(command),
      counterpartyOf(command),
      position.transaction.id,
      position.block.toString(),
      position.transaction.position,
    ],
  );
};

/** A movement record: the batch, its commands with results, and what the done ones did. */
export const projectMovement = async (position: Position, movement: Movement): Promise<void> => {
  await position.manager.query(
    `INSERT INTO ledger.movement (actor, batch, transaction, digest, abandoned) VALUES ($1, $2, $3, $4, $5)`,
    [movement.actor.id, movement.batch, position.transaction.id, movement.digest, movement.abandoned],
  );
  for (const [n, record] of movement.commands.entries()) {
    await insertCommand(position, movement, record, n);
    if (record.result.outcome === 'done') await projectEffects(position, record);
  }
};
