import { ClassicLevel } from 'classic-level';
import { sha256 } from '../cryptography/ecdsa.js';
import { afterPrefix, height, transactionIndex } from './state-keys.js';

/** The private writes of one transaction in one collection: KVRWSet bytes, hashed in the public transaction. */
export interface PrivateSet {
  readonly namespace: string;
  readonly collection: string;
  readonly bytes: Uint8Array;
}

/** Private writes of one committed transaction. */
export interface CommittedPrivateSet extends PrivateSet {
  readonly tx: number;
}

const NUL = '\u0000';
/** Endorsed but never committed private data is dropped after this many blocks (transientstoreMaxBlockRetention). */
const RETENTION = 1_000;
/** How often that is looked after, in blocks. */
const DROP_INTERVAL = 100;

type Level = ClassicLevel<Buffer, Buffer>;

/**
 * Private values: from endorsement to commit under the transaction id (Fabric's transient store), then by block
 * (core/ledger/pvtdatastorage). Values of a block are on disk before the block is.
 */
export class PrivateDataStore {
  private constructor(private readonly level: Level) {}

  static async open(folder: string): Promise<PrivateDataStore> {
    const level: Level = new ClassicLevel(folder, { keyEncoding: 'buffer', valueEncoding: 'buffer' });
    await level.open();
    return new PrivateDataStore(level);
  }

  /** Keeps the private writes of an endorsed transaction until it is committed. */
  async keepTransient(txId: string, endorsedAt: number, sets: readonly PrivateSet[]): Promise<void> {
    const puts = sets.map((set) => ({
      type: 'put' as const,
      key: transientKey(txId, set, sha256(set.bytes)),
      value: Buffer.from(set.bytes),
    }));
    const received = Buffer.concat([Buffer.from('r'), height(endorsedAt), Buffer.from(txId)]);
    await this.level.batch([...puts, { type: 'put', key: received, value: Buffer.alloc(0) }]);
  }

  /** The transient writes of a transaction in a collection that have this SHA-256, if this ledger has seen them. */
  transient(txId: string, namespace: string, collection: string, hash: Uint8Array): Buffer | undefined {
    return this.level.getSync(transientKey(txId, { namespace, collection }, hash));
  }

  /** Stores the private writes of a block, on disk before it returns. */
  async commit(block: number, sets: readonly CommittedPrivateSet[]): Promise<void> {
    if (sets.length === 0) return;
    const puts = sets.map((set) => ({
      type: 'put' as const,
      key: committedKey(block, set),
      value: Buffer.from(set.bytes),
    }));
    await this.level.batch(puts, { sync: true });
  }

  /** All private writes of a block. */
  async ofBlock(block: number): Promise<CommittedPrivateSet[]> {
    const prefix = Buffer.concat([Buffer.from('b'), height(block)]);
    const sets: CommittedPrivateSet[] = [];
    for await (const [key, value] of this.level.iterator({ gte: prefix, lt: afterPrefix(prefix) })) {
      const [namespace = '', collection = ''] = key.subarray(13).toString('utf8').split(NUL);
      sets.push({ tx: key.readUInt32BE(9), namespace, collection, bytes: value });
    }
    return sets;
  }

  /** Replaces or, with undefined, removes the stored writes of a committed transaction in a collection (purge, blockToLive). */
  async rewrite(
    block: number,
    set: Omit<CommittedPrivateSet, 'bytes'>,
    bytes: Uint8Array | undefined,
  ): Promise<void> {
    const key = committedKey(block, set);
    if (bytes) await this.level.put(key, Buffer.from(bytes), { sync: true });
    else await this.level.del(key, { sync: true });
  }

  /** Removes all stored writes of a block in a collection (blockToLive). */
  async removeCollection(block: number, namespace: string, collection: string): Promise<void> {
    for (const set of await this.ofBlock(block)) {
      if (set.namespace === namespace && set.collection === collection)
        await this.rewrite(block, set, undefined);
    }
  }

  /** The stored writes of a committed transaction in a collection. */
  committed(block: number, set: Omit<CommittedPrivateSet, 'bytes'>): Buffer | undefined {
    return this.level.getSync(committedKey(block, set));
  }

  /** Forgets transient writes of transactions that are committed now. */
  async dropTransient(txIds: readonly string[]): Promise<void> {
    for (const txId of txIds) await this.#clearPrefix(Buffer.from(`t${txId}${NUL}`));
  }

  /** Forgets transient writes endorsed more than 1,000 blocks ago; at every hundredth block. */
  async dropExpired(currentHeight: number): Promise<void> {
    if (currentHeight <= RETENTION || currentHeight % DROP_INTERVAL !== 0) return;
    const from = Buffer.from('r');
    const to = Buffer.concat([from, height(currentHeight - RETENTION)]);
    const txIds: string[] = [];
    for await (const key of this.level.keys({ gte: from, lt: to })) txIds.push(key.subarray(9).toString());
    await this.dropTransient(txIds);
    await this.level.clear({ gte: from, lt: to });
  }

  /** Removes values of blocks that were never written, as a crash between the two writes leaves them. */
  async dropBlocksFrom(firstMissing: number): Promise<void> {
    const start = Buffer.concat([Buffer.from('b'), height(firstMissing)]);
    await this.level.clear({ gte: start, lt: Buffer.from('c') });
  }

  async close(): Promise<void> {
    await this.level.close();
  }

  async #clearPrefix(prefix: Buffer): Promise<void> {
    await this.level.clear({ gte: prefix, lt: afterPrefix(prefix) });
  }
}

/** The hash is part of the key: endorsers that disagree do not overwrite each other's values. */
function transientKey(txId: string, set: Omit<PrivateSet, 'bytes'>, hash: Uint8Array): Buffer {
  const names = Buffer.from(`t${txId}${NUL}${set.namespace}${NUL}${set.collection}${NUL}`);
  return Buffer.concat([names, hash]);
}

function committedKey(block: number, set: Omit<CommittedPrivateSet, 'bytes'>): Buffer {
  const names = Buffer.from(`${set.namespace}${NUL}${set.collection}`);
  return Buffer.concat([Buffer.from('b'), height(block), transactionIndex(set.tx), names]);
}
