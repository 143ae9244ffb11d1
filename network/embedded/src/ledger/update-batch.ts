import type { StateChange, StateReader } from './state-database.js';
import { decodeEntry, encodeEntry, type StateEntry } from './state-entry.js';

/**
 * The changes of a block so far: reads see them first, then the committed state. Used by MVCC ("an earlier transaction
 * of the block wrote this key") and to build the database batch.
 */
export class UpdateBatch {
  readonly #changes = new Map<string, StateChange>();

  constructor(private readonly state: StateReader) {}

  /** The committed bytes of a key, without the changes of this block. */
  committed(key: Buffer): Buffer | undefined {
    return this.state.get(key);
  }

  /** True when an earlier transaction of the block wrote or deleted the key. */
  has(key: Buffer): boolean {
    return this.#changes.has(key.toString('latin1'));
  }

  /** The entry after the changes so far. */
  entry(key: Buffer): StateEntry | undefined {
    const change = this.#changes.get(key.toString('latin1'));
    if (!change) return decodeEntry(this.state.get(key));
    return change.type === 'put' ? decodeEntry(change.value) : undefined;
  }

  putEntry(key: Buffer, entry: StateEntry): void {
    this.put(key, encodeEntry(entry));
  }

  put(key: Buffer, value: Buffer): void {
    this.#changes.set(key.toString('latin1'), { type: 'put', key, value });
  }

  delete(key: Buffer): void {
    this.#changes.set(key.toString('latin1'), { type: 'del', key });
  }

  /** All changes, in the order in which keys were first written. */
  changes(): StateChange[] {
    return [...this.#changes.values()];
  }

  /** State entries of a range after the changes so far, in byte order. */
  async *range(gte: Buffer, lt: Buffer): AsyncGenerator<[Buffer, StateEntry], void, undefined> {
    for await (const [key, value] of this.scan({ gte, lt })) {
      const entry = decodeEntry(value);
      if (entry) yield [key, entry];
    }
  }

  /** Raw values of a range after the changes so far, in byte order. */
  async *scan({ gte, lt }: { gte: Buffer; lt: Buffer }): AsyncGenerator<[Buffer, Buffer], void, undefined> {
    const own = this.changes()
      .filter(({ key }) => Buffer.compare(key, gte) >= 0 && (lt.length === 0 || Buffer.compare(key, lt) < 0))
      .sort((a, b) => Buffer.compare(a.key, b.key));
    let next = 0;
    for await (const [key, value] of this.state.scan({ gte, lt })) {
      for (let change = own[next]; change && Buffer.compare(change.key, key) < 0; change = own[next]) {
        next += 1;
        yield* putOf(change);
      }
      if (!this.has(key)) yield [key, value];
    }
    for (const change of own.slice(next)) yield* putOf(change);
  }
}

function* putOf(change: StateChange): Generator<[Buffer, Buffer]> {
  if (change.type === 'put') yield [change.key, change.value];
}
