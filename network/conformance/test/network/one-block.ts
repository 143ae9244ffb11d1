import type { Status, Transaction } from '@hyperledger/fabric-gateway';

const ATTEMPTS = 20;

/**
 * Has transactions ordered one after another into one block, and tells how they end. Where the block is cut between
 * them, others are made and tried.
 * @param make endorses new transactions, on keys of their own for each attempt
 */
export async function inOneBlock(make: (attempt: string) => Promise<Transaction[]>): Promise<number[]> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const commits = [];
    for (const transaction of await make(String(attempt))) commits.push(await transaction.submit());
    const statuses: Status[] = await Promise.all(commits.map((commit) => commit.getStatus()));
    const [first] = statuses;
    if (statuses.every(({ blockNumber }) => blockNumber === first?.blockNumber)) {
      return statuses.map(({ code }) => code);
    }
  }
  throw new Error(`not in one block in ${ATTEMPTS} attempts`);
}
