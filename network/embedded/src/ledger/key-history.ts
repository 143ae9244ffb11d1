import { common, ledger } from '@hyperledger/fabric-protos';
import type { StateReader } from './state-database.js';
import { afterPrefix, historyPrefix } from './state-keys.js';
import { openAction, openEffect, openEnvelope } from './transaction.js';

/** Reads a block's bytes by number. */
export type BlockReader = (number: number) => Promise<Uint8Array>;

/**
 * Valid writes of a key, newest first, as queryresult.KeyModification bytes: value, delete flag, transaction id and
 * the proposal's timestamp (core/ledger/kvledger/history/query_executer.go).
 */
export async function* keyHistory(
  state: StateReader,
  readBlock: BlockReader,
  namespace: string,
  key: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const prefix = historyPrefix(namespace, key);
  for await (const [entry] of state.scan({ gte: prefix, lt: afterPrefix(prefix), reverse: true })) {
    const block = Number(entry.readBigUInt64BE(prefix.length));
    const tx = entry.readUInt32BE(prefix.length + 8);
    yield modification(await readBlock(block), tx, namespace, key);
  }
}

function modification(blockBytes: Uint8Array, tx: number, namespace: string, key: string): Uint8Array {
  const block = common.Block.deserializeBinary(blockBytes);
  const envelope = openEnvelope(block.getData()?.getDataList_asU8()[tx] ?? new Uint8Array());
  const effect = openEffect(openAction(envelope.data).chaincodeAction);
  const set = effect.namespaces.find((candidate) => candidate.namespace === namespace)?.set;
  const write = set?.getWritesList().find((candidate) => candidate.getKey() === key);
  const message = new ledger.queryresult.KeyModification();
  message.setTxId(envelope.header.txId);
  message.setTimestamp(envelope.header.timestamp);
  message.setValue(write?.getValue_asU8() ?? new Uint8Array());
  message.setIsDelete(write?.getIsDelete() ?? false);
  return message.serializeBinary();
}
