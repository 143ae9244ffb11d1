import { ClassicLevel } from 'classic-level';

/** A change of one key; all of one batch become durable together or not at all. */
export type Change =
  | { readonly type: 'put'; readonly key: string; readonly value: unknown }
  | { readonly type: 'del'; readonly key: string };

/** Numbers in keys, so that keys sort as the numbers do. */
export const keyNumber = (n: number): string => String(n).padStart(9, '0');

/** Durable key-value store of the journal: JSON values, each batch written synchronously to the disk. */
export class JournalStore {
  private constructor(private readonly db: ClassicLevel<string, unknown>) {}

  /** Opens or makes the store. @throws Error when another process has it open */
  static async open(folder: string): Promise<JournalStore> {
    const db = new ClassicLevel<string, unknown>(folder, { valueEncoding: 'json' });
    await db.open();
    return new JournalStore(db);
  }

  async write(changes: readonly Change[]): Promise<void> {
    await this.db.batch([...changes], { sync: true });
  }

  /** Value of a key, or `undefined`. */
  async get(key: string): Promise<unknown> {
    return this.db.get(key);
  }

  /** Values whose keys begin with `prefix` and are not below `prefix + from`, in key order, at most `limit`. */
  async values(prefix: string, from = '', limit = Infinity): Promise<unknown[]> {
    return this.db.values({ gte: prefix + from, lt: `${prefix}\uffff`, limit }).all();
  }

  /** Keys that begin with `prefix` and are below `prefix + upTo`. */
  async keysBelow(prefix: string, upTo: string): Promise<string[]> {
    return this.db.keys({ gte: prefix, lt: prefix + upTo }).all();
  }

  async close(): Promise<void> {
    await this.db.close();
  }
}
