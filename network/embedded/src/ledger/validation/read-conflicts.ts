import { peer } from '@hyperledger/fabric-protos';
import type { RangeQueryInfo } from '@hyperledger/fabric-protos/lib/ledger/rwset/kvrwset/kv_rwset_pb.js';
import { sameVersion } from '../state-entry.js';
import { hashedKey, publicKey } from '../state-keys.js';
import { namespaceRange } from '../state-range.js';
import type { NamespaceSet } from '../transaction.js';
import type { UpdateBatch } from '../update-batch.js';
import { InvalidTransaction } from '../validation-code.js';

const { TxValidationCode: Code } = peer;

/**
 * Compares every recorded read with the state after the earlier transactions of the block
 * (core/ledger/kvledger/txmgmt/validation/validator.go validateTx).
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
  const conflict = new InvalidTransaction(Code.PHANTOM_READ_CONFLICT, `a range of ${namespace} has changed`);
  const reads = range.getRawReads()?.getKvReadsList() ?? [];
  const { gte, lt } = namespaceRange(
    namespace,
    range.getStartKey(),
    range.getEndKey(),
    !range.getItrExhausted(),
  );
  let index = 0;
  for await (const [key, entry] of batch.range(gte, lt)) {
    const read = reads[index];
    if (!read || !key.equals(publicKey(namespace, read.getKey()))) throw conflict;
    if (!sameVersion(entry.version, read.getVersion())) throw conflict;
    index += 1;
  }
  if (index !== reads.length) throw conflict;
}
