import { randomBytes } from 'node:crypto';
import { idFromBytes, idRandomBytes } from '@baytrace/domain/identifiers';
import {
  canonicalJson,
  keys,
  type Actor,
  type Batch,
  type Command,
  type CommandRecord,
  type Jurisdiction,
  type LedgerKey,
  type Movement,
  type Parcel,
} from '@baytrace/domain/ledger';
import type { FabricClient, Outcome, SendOptions } from './fabric-client.js';

/** A command without id and time. */
export type Draft = Command extends infer C
  ? C extends Command
    ? Omit<C, 'id' | 'eventTime'> & { readonly id?: string; readonly eventTime?: string }
    : never
  : never;

/** What a batch opens and whom it needs. */
export interface BatchOptions {
  readonly open?: readonly Parcel[];
  readonly counterpart?: Jurisdiction;
}

/** A batch that was ordered, with its record as the own peer has it; no records where it is not VALID. */
export interface Sent {
  readonly batch: Batch;
  readonly outcome: Outcome;
  readonly records: readonly CommandRecord[];
  /** Parcels created, in order. */
  readonly created: readonly Parcel[];
  /** Per command `done` or the code of its refusal. */
  readonly results: readonly string[];
}

/** Event time of all test movements: long past, so that no clock matters. */
export const eventTime = '2024-06-03T09:00:00+08:00';

export const newId = (): string => idFromBytes(randomBytes(idRandomBytes));

export const salt = (): string => randomBytes(16).toString('hex');

/** Bytes of a batch as a gateway freezes them. */
export const bytesOf = (batch: Batch): string => canonicalJson(batch);

const resultsOf = (records: readonly CommandRecord[]): readonly string[] =>
  records.map(({ result }) => (result.outcome === 'done' ? 'done' : result.code));

/** One signing identity that acts on the ledger as an enterprise, an authority or a gateway. */
export class Participant {
  constructor(
    readonly client: FabricClient,
    readonly actor: Actor,
  ) {}

  get id(): string {
    return this.actor.id;
  }

  batch(drafts: readonly Draft[], { open = [], counterpart }: BatchOptions = {}): Batch {
    return {
      v: 1,
      id: newId(),
      actor: this.actor,
      ...(counterpart === undefined ? {} : { counterpart }),
      open: open.map(({ id }) => id),
      commands: drafts.map((draft) => ({ id: newId(), eventTime, ...draft })),
    };
  }

  /** Sends a batch, whatever becomes of it. */
  async send(batch: Batch, options: SendOptions = {}): Promise<Sent> {
    const outcome = await this.client.submit('submitBatch', [bytesOf(batch)], options);
    const movement = outcome.code === 0 ? await this.movement(batch) : undefined;
    const records = movement?.commands ?? [];
    const created = records.flatMap((record) => record.created);
    return { batch, outcome, records, created, results: resultsOf(records) };
  }

  /** Sends commands in a new batch. */
  run(drafts: readonly Draft[], options: BatchOptions & SendOptions = {}): Promise<Sent> {
    return this.send(this.batch(drafts, options), options);
  }

  /** As {@link run}; every command must be done. */
  async done(drafts: readonly Draft[], options: BatchOptions & SendOptions = {}): Promise<Sent> {
    const sent = await this.run(drafts, options);
    const failed = sent.results.filter((result) => result !== 'done');
    if (sent.outcome.code !== 0 || failed.length > 0)
      throw new Error(`code ${sent.outcome.code}: ${failed.join(', ')}`);
    return sent;
  }

  async movement({ id, actor }: Batch): Promise<Movement | undefined> {
    return this.read<Movement>(keys.movement(actor, id));
  }

  async read<T>({ type, attributes }: LedgerKey): Promise<T | undefined> {
    const text = await this.client.evaluate('readState', [type, JSON.stringify(attributes)]);
    return text === '' ? undefined : (JSON.parse(text) as T);
  }
}
