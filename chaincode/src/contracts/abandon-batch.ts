import { DomainError } from '@baytrace/domain/errors';
import {
  actorSchema,
  idSchema,
  keys,
  type Actor,
  type Enterprise,
  type Jurisdiction,
  type Movement,
} from '@baytrace/domain/ledger';
import type { Context } from 'fabric-contract-api';
import { callerOf } from '../identity/caller.js';
import { checkActor } from '../identity/check-actor.js';
import { WorldState } from '../state/world-state.js';

const parseActor = (text: string): Actor => {
  const [kind, id] = text.split(':');
  const parsed = actorSchema.safeParse({ kind, id });
  if (!parsed.success)
    throw new DomainError('BT-INPUT-INVALID', { path: 'actor', reason: text.slice(0, 40) });
  return parsed.data;
};

const homeOf = async (state: WorldState, actor: Actor): Promise<Jurisdiction> => {
  if (actor.kind !== 'enterprise') return actor.id;
  const enterprise = (await state.read(keys.enterprise(actor.id))) as Enterprise | undefined;
  if (enterprise === undefined) throw new DomainError('BT-ENTERPRISE-UNKNOWN', { enterprise: actor.id });
  return enterprise.jurisdiction;
};

/**
 * Gives a frozen batch up under its own movement key, so that its commands may be planned anew.
 *
 * @throws DomainError `BT-BATCH-EXISTS` when the batch is on the ledger.
 */
export const abandonBatch = async (context: Context, actorText: string, batchText: string): Promise<void> => {
  const caller = callerOf(context);
  const actor = parseActor(actorText);
  const batch = idSchema.safeParse(batchText);
  if (!batch.success) throw new DomainError('BT-INPUT-INVALID', { path: 'batch', reason: 'id' });
  const state = new WorldState(context.stub);
  checkActor(caller, actor, await homeOf(state, actor));
  const key = keys.movement(actor, batch.data);
  if ((await state.readText(key)) !== undefined)
    throw new DomainError('BT-BATCH-EXISTS', { batch: batch.data });
  const movement: Movement = {
    v: 1,
    batch: batch.data,
    actor,
    digest: '0'.repeat(64),
    abandoned: true,
    commands: [],
  };
  await state.put(key, movement);
};
