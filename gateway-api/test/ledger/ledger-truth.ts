import { mspOf, type Jurisdiction, type Movement } from '@baytrace/domain/ledger';
import { type common, peer } from '@hyperledger/fabric-protos';
import { chaincodeName } from '../../src/ledger/connection/fabric-connection.js';
import { readConnectionFile } from '../../src/ledger/connection/connection-file.js';
import { PeerClient } from '../../src/ledger/connection/peer-client.js';
import type { SigningIdentity } from '../../src/ledger/connection/signing-identity.js';
import { decodeBlock, type DecodedTransaction } from '../../src/ledger/indexer/decode-block.js';
import { heightOf } from '../../src/ledger/indexer/chain-height.js';

/** What the blocks of one peer say. */
export interface LedgerTruth {
  /** How often each command was done, by its id. */
  readonly done: ReadonlyMap<string, number>;
  /** Transactions by validation code. */
  readonly codes: Readonly<Record<number, number>>;
  readonly blocks: number;
}

const doneIn = (value: string): readonly string[] =>
  (JSON.parse(value) as Movement).commands
    .filter(({ result }) => result.outcome === 'done')
    .map(({ command }) => command.id);

const transactionsOf = (block: common.Block): readonly DecodedTransaction[] => {
  const event = new peer.BlockAndPrivateData();
  event.setBlock(block);
  return decodeBlock(event, chaincodeName);
};

const commandsOf = ({ writes }: DecodedTransaction): readonly string[] =>
  writes.flatMap(({ type, value }) => (type === 'movement' && value !== undefined ? doneIn(value) : []));

const count = <K>(counts: Map<K, number>, key: K): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

/** Reads every block of a jurisdiction's peer, past every gateway and database. */
export const readTruth = async (
  connectionFile: string,
  jurisdiction: Jurisdiction,
  identity: SigningIdentity,
): Promise<LedgerTruth> => {
  const connection = await readConnectionFile(connectionFile, jurisdiction);
  const client = new PeerClient(connection.endpoints[0], mspOf(jurisdiction), connection);
  const network = client.network(identity);
  const height = Number(await heightOf(network));
  const stream = await network.getBlockEvents({ startBlock: 0n });
  const [done, codes] = [new Map<string, number>(), new Map<number, number>()];
  let blocks = 0;
  for await (const block of stream) {
    for (const transaction of transactionsOf(block)) {
      count(codes, transaction.code);
      for (const id of commandsOf(transaction)) count(done, id);
    }
    blocks += 1;
    if (blocks >= height) break;
  }
  stream.close();
  client.close();
  return { done, codes: Object.fromEntries(codes), blocks };
};
