import { idFromBytes, idRandomBytes } from '../../identifiers/index.js';
import type { Actor, Batch, CommandRecord } from '../batch.js';
import type { Command } from '../commands/index.js';
import { keyText } from '../keys.js';
import { applyBatch } from '../rules/apply-batch.js';
import { loadWorld } from '../rules/load-world.js';
import type { LedgerValue } from '../rules/world.js';
import type { Exit, GoodsParcel, Parcel } from '../values/parcel.js';

/** A counter instead of chance: the same test gives the same ids. */
export class Ids {
  #next = 0;
  next(): string {
    const bytes = new Uint8Array(idRandomBytes);
    new DataView(bytes.buffer).setUint32(0, ++this.#next);
    return idFromBytes(bytes);
  }
}

/** A command without head; the ledger of the test adds id and time. */
export type Draft = Command extends infer C
  ? C extends Command
    ? Omit<C, 'id' | 'eventTime'>
    : never
  : never;

export const noon = '2026-11-23T12:00:00+08:00';

/** World state in memory under the real rules, for tests of the laws. */
export class MemoryLedger {
  readonly ids = new Ids();
  readonly exits: Exit[] = [];
  readonly #state = new Map<string, LedgerValue>();

  constructor(readonly transactionTime: number = Date.parse(noon)) {}

  /** Open parcels in the order they were made. */
  parcels(): readonly Parcel[] {
    return [...this.#state]
      .filter(([key]) => key.startsWith('parcel\u0000'))
      .map(([, value]) => value as Parcel);
  }

  goods(lot: string): readonly GoodsParcel[] {
    return this.parcels().filter((p): p is GoodsParcel => p.kind === 'goods' && p.lot === lot);
  }

  /** Runs a batch that opens the given parcels, or all there are. */
  async run(
    actor: Actor,
    drafts: readonly (Draft & { id?: string; eventTime?: string })[],
    open: readonly string[] = this.parcels().map(({ id }) => id),
  ): Promise<readonly CommandRecord[]> {
    const commands = drafts.map((draft) => ({ id: this.ids.next(), eventTime: noon, ...draft }));
    const batch: Batch = { v: 1, id: this.ids.next(), actor, open: [...open], commands };
    const world = await loadWorld(batch, (key) => Promise.resolve(this.#state.get(keyText(key))));
    const records = applyBatch(batch, world, this.transactionTime);
    for (const { key, value } of world.netWrites()) {
      if (value === undefined) this.#state.delete(keyText(key));
      else this.#state.set(keyText(key), value);
    }
    for (const record of records) this.exits.push(...record.exits);
    return records;
  }

  /** Runs one command and returns `done` or the code of its refusal. */
  async outcome(
    actor: Actor,
    draft: Draft & { id?: string; eventTime?: string },
    open?: readonly string[],
  ): Promise<string> {
    const [record] = await this.run(actor, [draft], open);
    if (record === undefined) throw new Error('no record');
    return record.result.outcome === 'done' ? 'done' : record.result.code;
  }
}
