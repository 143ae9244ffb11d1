import { createHash } from 'node:crypto';
import { DomainError } from '@baytrace/domain/errors';
import {
  applyBatch,
  batchLimits,
  batchSchema,
  canonicalJson,
  keys,
  loadWorld,
  type Actor,
  type Batch,
  type BatchResults,
  type CommandRecord,
  type Json,
  type Jurisdiction,
  type Movement,
  type World,
} from '@baytrace/domain/ledger';
import type { Context } from 'fabric-contract-api';
import { callerOf } from '../identity/caller.js';
import { checkActor } from '../identity/check-actor.js';
import { privateEntriesOf, type PrivateEntry } from '../private-data/transient-entries.js';
import { checkCounterpart } from '../state/counterpart.js';
import { WorldState } from '../state/world-state.js';

const parseBatch = (text: string): Batch => {
  if (Buffer.byteLength(text) > batchLimits.bytes)
    throw new DomainError('BT-LIMIT', { limit: 'batch bytes', most: batchLimits.bytes });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new DomainError('BT-INPUT-INVALID', { path: '', reason: 'not JSON' });
    throw error;
  }
  const parsed = batchSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new DomainError('BT-INPUT-INVALID', { path: issue?.path.join('.') ?? '', reason: issue?.code ?? '' });
};

const refuseKnownBatch = async (state: WorldState, actor: Actor, batch: string): Promise<void> => {
  const known = await state.readText(keys.movement(actor, batch));
  if (known === undefined) return;
  const { abandoned } = JSON.parse(known) as Movement;
  throw new DomainError(abandoned ? 'BT-BATCH-ABANDONED' : 'BT-BATCH-EXISTS', { batch });
};

const homeOf = (actor: Actor, world: World): Jurisdiction =>
  actor.kind === 'enterprise' ? world.enterprise(actor.id).jurisdiction : actor.id;

const transactionTime = (context: Context): number => {
  const { seconds, nanos } = context.stub.getTxTimestamp();
  return Number(seconds) * 1000 + Math.floor(nanos / 1_000_000);
};

const putPrivate = async (
  context: Context,
  state: WorldState,
  entries: readonly PrivateEntry[],
  records: readonly CommandRecord[],
): Promise<void> => {
  const done = new Set(records.filter((r) => r.result.outcome === 'done').map((r) => r.command.id));
  for (const entry of entries.filter(({ command }) => done.has(command))) {
    for (const collection of entry.collections) {
      const bytes = new TextEncoder().encode(canonicalJson(entry.value as Json));
      await context.stub.putPrivateData(collection, state.keyOf(entry.key), bytes);
    }
  }
};

/**
 * Runs one frozen batch and writes its movement record, net results and private entries.
 *
 * @throws DomainError for bad bytes, a wrong identity, a batch already recorded, a wrong counterpart or private data;
 *   refusals that depend on state are results in the record instead (charter §4).
 */
export const submitBatch = async (context: Context, text: string): Promise<BatchResults> => {
  const caller = callerOf(context);
  const batch = parseBatch(text);
  const state = new WorldState(context.stub);
  await refuseKnownBatch(state, batch.actor, batch.id);
  const world = await loadWorld(batch, (key) => state.read(key));
  const home = homeOf(batch.actor, world);
  checkActor(caller, batch.actor, home);
  checkCounterpart(batch, world, home);
  const entries = privateEntriesOf(context, batch, world, home);
  const commands = applyBatch(batch, world, transactionTime(context));
  for (const write of world.netWrites()) await state.write(write);
  await putPrivate(context, state, entries, commands);
  const digest = createHash('sha256').update(text).digest('hex');
  const movement: Movement = {
    v: 1,
    batch: batch.id,
    actor: batch.actor,
    digest,
    abandoned: false,
    commands: [...commands],
  };
  await state.put(keys.movement(batch.actor, batch.id), movement);
  return { results: commands.map(({ command, result }) => ({ id: command.id, result })) };
};
