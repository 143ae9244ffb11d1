import type { EntityManager } from 'typeorm';
import type { DecodedTransaction } from '../decode-block.js';

/** Where a projector writes: the open database transaction, and the place on the ledger. */
export interface Position {
  readonly manager: EntityManager;
  readonly block: bigint;
  readonly transaction: DecodedTransaction;
}
