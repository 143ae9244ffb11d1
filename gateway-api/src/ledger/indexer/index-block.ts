import type { Movement } from '@baytrace/domain/ledger';
import type { common, peer } from '@hyperledger/fabric-protos';
import type { EntityManager } from 'typeorm';
import { chaincodeName } from '../connection/fabric-connection.js';
import { ChainBroken, verifyBlock, type BlockLink } from './block-chain.js';
import { decodeBlock } from './decode-block.js';
import { projectTransaction } from './project-transaction.js';

/** How far the index is: the next block it wants, and the hash it must follow. */
export interface Checkpoint {
  readonly nextBlock: bigint;
  readonly lastHash: Buffer | undefined;
}

interface CheckpointRow {
  readonly next_block: string;
  readonly last_hash: Buffer;
}

/** Reads the checkpoint; before block 0 there is none. */
export const readCheckpoint = async (manager: EntityManager): Promise<Checkpoint> => {
  const [row] = await manager.query<CheckpointRow[]>('SELECT next_block, last_hash FROM ledger.checkpoint');
  return row === undefined
    ? { nextBlock: 0n, lastHash: undefined }
    : { nextBlock: BigInt(row.next_block), lastHash: row.last_hash };
};

const advance = async (manager: EntityManager, link: BlockLink, transactions: number): Promise<void> => {
  await manager.query(
    `INSERT INTO ledger.block (number, hash, previous_hash, data_hash, transactions) VALUES ($1, $2, $3, $4, $5)`,
    [link.number.toString(), link.hash, link.previousHash, link.dataHash, transactions],
  );
  await manager.query(
    `INSERT INTO ledger.checkpoint (next_block, last_hash, genesis_hash) VALUES ($1, $2, $2)
     ON CONFLICT (single) DO UPDATE SET next_block = excluded.next_block, last_hash = excluded.last_hash`,
    [(link.number + 1n).toString(), link.hash],
  );
};

/** Done with the movements of each indexed block in the same database transaction. */
export type Settle = (manager: EntityManager, movements: readonly Movement[]) => Promise<void>;

/** The newest indexed block, delivered again after a reconnection, must be the one that was indexed: no other chain. */
const checkSameChain = (block: common.Block, number: bigint, { nextBlock, lastHash }: Checkpoint): void => {
  if (number !== nextBlock - 1n || lastHash === undefined) return;
  if (!verifyBlock(block, undefined).hash.equals(lastHash)) {
    throw new ChainBroken(`block ${number} is not the one that was indexed: the peer follows another chain`);
  }
};

/**
 * Indexes one block: rows, settlement of the outbox and checkpoint, all in the caller's database transaction.
 * A block at or below the checkpoint was indexed before and is left alone.
 *
 * @throws ChainBroken when the block does not follow from the checkpoint.
 */
export const indexBlock = async (
  manager: EntityManager,
  event: peer.BlockAndPrivateData,
  settle: Settle,
): Promise<Checkpoint> => {
  const block = event.getBlock();
  if (block === undefined) throw new ChainBroken('event without block');
  const before = await readCheckpoint(manager);
  const number = BigInt(block.getHeader()?.getNumber() ?? -1);
  if (number < before.nextBlock) {
    checkSameChain(block, number, before);
    return before;
  }
  if (number > before.nextBlock)
    throw new ChainBroken(`block ${number} came where ${before.nextBlock} was due`);
  const link = verifyBlock(block, before.lastHash);
  const transactions = decodeBlock(event, chaincodeName);
  const movements: Movement[] = [];
  for (const transaction of transactions)
    movements.push(...(await projectTransaction(manager, number, transaction)));
  await settle(manager, movements);
  await advance(manager, link, transactions.length);
  return { nextBlock: number + 1n, lastHash: link.hash };
};
