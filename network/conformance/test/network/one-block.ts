import type { Transaction } from '@hyperledger/fabric-gateway';
import type { Session } from '../../src/session.js';

const ATTEMPTS = 20;

/**
 * Has transactions ordered one after another into one block, and tells how they end. Where the block is cut between
 * them, or an orderer puts them in another order, others are made and tried: Fabric promises neither.
 * @param make endorses new transactions, on keys of their own for each attempt
 */
export async function inOneBlock(
  session: Session,
  make: (attempt: string) => Promise<Transaction[]>,
): Promise<number[]> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const transactions = await make(String(attempt));
    const from = await session.height();
    const commits = [];
    for (const transaction of transactions) commits.push(await transaction.submit());
    const statuses = await Promise.all(commits.map((commit) => commit.getStatus()));
    await session.settled(Math.max(...statuses.map(({ blockNumber }) => Number(blockNumber))));
    const ids = (await session.transactionIds(from)).join();
    const wanted = transactions.map((transaction) => transaction.getTransactionId()).join();
    const together = new Set(statuses.map(({ blockNumber }) => blockNumber)).size === 1;
    if (together && ids === wanted) return statuses.map(({ code }) => code);
  }
  throw new Error(`not in one block in ${ATTEMPTS} attempts`);
}
