import { encodeCommitted } from './committed-transaction.js';
import { height, blockHashKey, blockOffsetKey, transactionKey } from './state-keys.js';
import type { UpdateBatch } from './update-batch.js';
import type { ValidationCode } from './validation-code.js';

/** Adds a transaction id to the index; the first occurrence of an id stays. */
export function indexTransaction(
  batch: UpdateBatch,
  txId: string,
  block: number,
  tx: number,
  code: ValidationCode,
): void {
  if (txId === '') return;
  const key = transactionKey(txId);
  if (batch.has(key) || batch.committed(key)) return;
  batch.put(key, encodeCommitted({ block, tx, code }));
}

/** Adds a block's place in the file and its hash to the index. */
export function indexBlock(batch: UpdateBatch, block: number, offset: number, hash: Buffer): void {
  batch.put(blockOffsetKey(block), height(offset));
  batch.put(blockHashKey(hash), height(block));
}
