import type { StateReader } from './state-database.js';
import { transactionKey } from './state-keys.js';
import type { ValidationCode } from './validation-code.js';

/** Where a transaction id was committed first, and how. */
export interface CommittedTransaction {
  readonly block: number;
  readonly tx: number;
  readonly code: ValidationCode;
}

const LENGTH = 13;

/** [block u64][transaction u32][code u8] */
export function encodeCommitted({ block, tx, code }: CommittedTransaction): Buffer {
  const bytes = Buffer.alloc(LENGTH);
  bytes.writeBigUInt64BE(BigInt(block), 0);
  bytes.writeUInt32BE(tx, 8);
  bytes.writeUInt8(code, 12);
  return bytes;
}

/** The outcome of a transaction id in a state; undefined when it is not committed there. */
export function findTransaction(state: StateReader, txId: string): CommittedTransaction | undefined {
  const bytes = state.get(transactionKey(txId));
  if (!bytes) return undefined;
  return {
    block: Number(bytes.readBigUInt64BE(0)),
    tx: bytes.readUInt32BE(8),
    code: bytes.readUInt8(12) as ValidationCode,
  };
}
