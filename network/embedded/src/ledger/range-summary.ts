import { ledger } from '@hyperledger/fabric-protos';
import type {
  KVRead,
  QueryReadsMerkleSummary,
} from '@hyperledger/fabric-protos/lib/ledger/rwset/kvrwset/kv_rwset_pb.js';
import { sha256 } from '../cryptography/ecdsa.js';
import { versionMessage, type Version } from './state-entry.js';

const { kvrwset } = ledger.rwset;

/** Results above this number are recorded as a summary (txmgr/query_executor.go maxDegreeQueryReadsHashing). */
export const MAX_DEGREE = 50;

/** What is recorded of a range query: the reads themselves, or a summary of them. */
export interface RangeResults {
  readonly reads: readonly KVRead[];
  readonly summary: QueryReadsMerkleSummary | undefined;
}

/**
 * Collects the results of a range query; more than `maxDegree` of them become a Merkle summary: leaves are hashes of
 * `maxDegree + 1` reads, each higher level hashes of as many hashes below
 * (core/ledger/kvledger/txmgmt/rwsetutil/query_results_helper.go).
 */
export class RangeResultsCollector {
  #pending: KVRead[] = [];
  /** Hashes not yet combined, by level; index 0 is the leaf level 1. */
  readonly #levels: Buffer[][] = [[]];

  /** @param maxDegree 2 or more */
  constructor(private readonly maxDegree: number) {
    if (maxDegree < 2) throw new RangeError(`maxDegree [${maxDegree}] should not be less than 2`);
  }

  add(key: string, version: Version): void {
    const read = new kvrwset.KVRead();
    read.setKey(key);
    read.setVersion(versionMessage(version));
    this.#pending.push(read);
    if (this.#pending.length > this.maxDegree) this.#hashPending();
  }

  /** Ends the collection. Call once. */
  done(): RangeResults {
    const isEmpty = this.#levels.length === 1 && this.#levels[0]?.length === 0;
    if (isEmpty) return { reads: this.#pending, summary: undefined };
    if (this.#pending.length > 0) this.#hashPending();
    this.#completeTree();
    const summary = new kvrwset.QueryReadsMerkleSummary();
    summary.setMaxDegree(this.maxDegree);
    summary.setMaxLevel(this.#levels.length);
    summary.setMaxLevelHashesList(this.#levels.at(-1) ?? []);
    return { reads: [], summary };
  }

  #hashPending(): void {
    const reads = new kvrwset.QueryReads();
    reads.setKvReadsList(this.#pending);
    this.#pending = [];
    this.#levels[0]?.push(sha256(reads.serializeBinary()));
    for (let level = 0; (this.#levels[level]?.length ?? 0) > this.maxDegree; level += 1) this.#raise(level);
  }

  /** Whatever is left on lower levels becomes one node of the highest; a single node goes up as it is. */
  #completeTree(): void {
    for (let level = 0; level < this.#levels.length - 1; level += 1) {
      const [single, ...more] = this.#levels[level] ?? [];
      if (single && more.length > 0) this.#raise(level);
      else if (single) this.#levels[level + 1]?.push(single);
      this.#levels[level] = [];
    }
    const highest = this.#levels.length - 1;
    if ((this.#levels[highest]?.length ?? 0) > this.maxDegree) this.#raise(highest);
  }

  #raise(level: number): void {
    const combined = sha256(...(this.#levels[level] ?? []));
    this.#levels[level] = [];
    (this.#levels[level + 1] ??= []).push(combined);
  }
}

/** True when both summaries are of the same results. */
export function sameSummary(
  recorded: QueryReadsMerkleSummary,
  current: QueryReadsMerkleSummary | undefined,
): boolean {
  if (!current) return false;
  return Buffer.from(recorded.serializeBinary()).equals(Buffer.from(current.serializeBinary()));
}
