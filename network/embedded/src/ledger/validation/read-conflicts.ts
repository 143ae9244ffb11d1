import { peer } from '@hyperledger/fabric-protos';
import type {
  KVRead,
  QueryReadsMerkleSummary,
  RangeQueryInfo,
} from '@hyperledger/fabric-protos/lib/ledger/rwset/kvrwset/kv_rwset_pb.js';
import { RangeResultsCollector, sameSummary } from '../range-summary.js';
import { sameVersion, type StateEntry } from '../state-entry.js';
import { hashedKey, publicKey } from '../state-keys.js';
import { keyWithin, namespaceRange } from '../state-range.js';
import type { NamespaceSet } from '../transaction.js';
import type { UpdateBatch } from '../update-batch.js';
import { InvalidTransaction } from '../validation-code.js';

const { TxValidationCode: Code } = peer;

/**
 * Compares every recorded read with the state after the earlier transactions of the block
 * (core/ledger/kvledger/txmgmt/validation/{validator,rangequery_validator}.go).
 * @throws InvalidTransaction MVCC_READ_CONFLICT or PHANTOM_READ_CONFLICT
 */
export async function checkReads(namespaces: readonly NamespaceSet[], batch: UpdateBatch): Promise<void> {
  for (const set of namespaces) {
    checkKeyReads(set, batch);
    for (const range of set.set.getRangeQueriesInfoList()) await checkRange(set.namespace, range, batch);
    checkHashedReads(set, batch);
  }
}

function checkKeyReads({ namespace, set }: NamespaceSet, batch: UpdateBatch): void {
  for (const read of set.getReadsList()) {
    const key = publicKey(namespace, read.getKey());
    if (batch.has(key) || !sameVersion(batch.entry(key)?.version, read.getVersion())) {
      throw new InvalidTransaction(Code.MVCC_READ_CONFLICT, `${namespace}/${read.getKey()} has changed`);
    }
  }
}

function checkHashedReads({ namespace, collections }: NamespaceSet, batch: UpdateBatch): void {
  for (const collection of collections) {
    for (const read of collection.set.getHashedReadsList()) {
      const key = hashedKey(namespace, collection.name, read.getKeyHash_asU8());
      if (batch.has(key) || !sameVersion(batch.entry(key)?.version, read.getVersion())) {
        throw new InvalidTransaction(
          Code.MVCC_READ_CONFLICT,
          `a key of ${namespace}/${collection.name} has changed`,
        );
      }
    }
  }
}

async function checkRange(namespace: string, range: RangeQueryInfo, batch: UpdateBatch): Promise<void> {
  const { gte, lt } = namespaceRange(
    namespace,
    range.getStartKey(),
    range.getEndKey(),
    !range.getItrExhausted(),
  );
  const summary = range.getReadsMerkleHashes();
  const unchanged = summary
    ? await sameHashes(summary, namespace, batch.range(gte, lt))
    : await sameReads(range.getRawReads()?.getKvReadsList() ?? [], namespace, batch.range(gte, lt));
  if (unchanged) return;
  throw new InvalidTransaction(Code.PHANTOM_READ_CONFLICT, `a range of ${namespace} has changed`);
}

async function sameReads(
  reads: readonly KVRead[],
  namespace: string,
  current: AsyncIterable<[Buffer, StateEntry]>,
): Promise<boolean> {
  let index = 0;
  for await (const [key, entry] of current) {
    const read = reads[index];
    if (!read || !key.equals(publicKey(namespace, read.getKey()))) return false;
    if (!sameVersion(entry.version, read.getVersion())) return false;
    index += 1;
  }
  return index === reads.length;
}

async function sameHashes(
  recorded: QueryReadsMerkleSummary,
  namespace: string,
  current: AsyncIterable<[Buffer, StateEntry]>,
): Promise<boolean> {
  if (recorded.getMaxDegree() < 2) return false;
  const collector = new RangeResultsCollector(recorded.getMaxDegree());
  const prefix = publicKey(namespace, '');
  for await (const [key, { version }] of current) collector.add(keyWithin(prefix, key), version);
  return sameSummary(recorded, collector.done().summary);
}
