import { ClassicLevel } from 'classic-level';
import { SAVEPOINT } from './state-keys.js';

/** How far the state database has followed the block file. */
export interface Savepoint {
  /** Number of blocks applied. */
  readonly height: number;
  /** Offset in the block file of the first block not applied. */
  readonly offset: number;
  /** Header hash of the last block applied, hex; empty before the genesis block. */
  readonly blockHash: string;
  /** Commit hash of the last block applied, hex. */
  readonly commitHash: string;
}

/** One change of the database. */
export type StateChange =
  | { readonly type: 'put'; readonly key: Buffer; readonly value: Buffer }
  | { readonly type: 'del'; readonly key: Buffer };

/** Bounds of a scan in byte order; `gte` inclusive, `lt` exclusive, an empty `lt` is open. */
export interface ScanOptions {
  readonly gte: Buffer;
  readonly lt: Buffer;
  readonly reverse?: boolean;
}

/** Reads of one consistent state. */
export interface StateReader {
  get(key: Buffer): Buffer | undefined;
  scan(options: ScanOptions): AsyncIterableIterator<[Buffer, Buffer]>;
}

const BEFORE_GENESIS: Savepoint = { height: 0, offset: 0, blockHash: '', commitHash: '' };

type Level = ClassicLevel<Buffer, Buffer>;
type LevelSnapshot = ReturnType<Level['snapshot']>;

/** The world state, indexes and savepoint in one LevelDB; everything in it can be rebuilt from blocks and private data. */
export class StateDatabase implements StateReader {
  private constructor(private readonly level: Level) {}

  /** Opens or creates the database. */
  static async open(folder: string): Promise<StateDatabase> {
    const level: Level = new ClassicLevel(folder, { keyEncoding: 'buffer', valueEncoding: 'buffer' });
    await level.open();
    return new StateDatabase(level);
  }

  /** Deletes the database's files, so that it is rebuilt. */
  static async destroy(folder: string): Promise<void> {
    await ClassicLevel.destroy(folder);
  }

  get savepoint(): Savepoint {
    const stored = this.level.getSync(SAVEPOINT);
    return stored ? (JSON.parse(stored.toString()) as Savepoint) : BEFORE_GENESIS;
  }

  get(key: Buffer): Buffer | undefined {
    return this.level.getSync(key);
  }

  scan(options: ScanOptions): AsyncIterableIterator<[Buffer, Buffer]> {
    return scanLevel(this.level, options, undefined);
  }

  /** Applies the changes of one block together with the new savepoint, or none of them. */
  async apply(changes: readonly StateChange[], savepoint: Savepoint): Promise<void> {
    const value = Buffer.from(JSON.stringify(savepoint));
    await this.level.batch([...changes, { type: 'put', key: SAVEPOINT, value }]);
  }

  /** A view of the state as it is now, at `height` blocks. The caller owns one reference. */
  view(height: number): StateView {
    return new StateView(this.level, this.level.snapshot(), height);
  }

  async close(): Promise<void> {
    await this.level.close();
  }
}

/**
 * The state at one height, unmoved by later blocks. Counted references: a peer holds one while it is at this height,
 * a simulation while it runs.
 */
export class StateView implements StateReader {
  #references = 1;

  constructor(
    private readonly level: Level,
    private readonly snapshot: LevelSnapshot,
    /** Number of blocks this state includes. */
    readonly height: number,
  ) {}

  get(key: Buffer): Buffer | undefined {
    return this.level.getSync(key, { snapshot: this.snapshot });
  }

  scan(options: ScanOptions): AsyncIterableIterator<[Buffer, Buffer]> {
    return scanLevel(this.level, options, this.snapshot);
  }

  /** Takes one more reference. */
  retain(): this {
    this.#references += 1;
    return this;
  }

  /** Gives one reference back; the last one frees the snapshot. */
  async release(): Promise<void> {
    this.#references -= 1;
    if (this.#references === 0) await this.snapshot.close();
  }
}

async function* scanLevel(
  level: Level,
  options: ScanOptions,
  snapshot: LevelSnapshot | undefined,
): AsyncGenerator<[Buffer, Buffer], void, undefined> {
  const { gte, lt, reverse = false } = options;
  const iterator = level.iterator({
    gte,
    reverse,
    ...(lt.length > 0 ? { lt } : {}),
    ...(snapshot ? { snapshot } : {}),
  });
  try {
    for (;;) {
      const entry = await iterator.next();
      if (!entry) return;
      yield entry;
    }
  } finally {
    await iterator.close();
  }
}
