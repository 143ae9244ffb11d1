import type { Jurisdiction, Movement } from '@baytrace/domain/ledger';
import { peer } from '@hyperledger/fabric-protos';
import { chaincodeName } from '../../src/ledger/connection/fabric-connection.js';
import { readConnectionFile } from '../../src/ledger/connection/connection-file.js';
import { PeerClient } from '../../src/ledger/connection/peer-client.js';
import type { SigningIdentity } from '../../src/ledger/connection/signing-identity.js';
import { mspOf } from '@baytrace/domain/ledger';
import { decodeBlock } from '../../src/ledger/indexer/decode-block.js';
import { heightOf } from '../../src/ledger/indexer/chain-height.js';

/** What the blocks of one peer say. */
export interface LedgerTruth {
  /** How often each command was done, by its id. */
  readonly done: ReadonlyMap<string, number>;
  /** Transactions by validation code. */
  readonly codes: Readonly<Record<number, number>>;
  readonly blocks: number;
}

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
  const done = new Map<string, number>();
  const codes: Record<number, number> = {};
  let blocks = 0;
  for await (const block of stream) {
    const event = new peer.BlockAndPrivateData();
    event.setBlock(block);
    for (const { code, writes } of decodeBlock(event, chaincodeName)) {
      codes[code] = (codes[code] ?? 0) + 1;
      for (const { type, value } of writes) {
        if (type !== 'movement' || value === undefined) continue;
        for (const { command, result } of (JSON.parse(value) as Movement).commands) {
          if (result.outcome === 'done') done.set(command.id, (done.get(command.id) ?? 0) + 1);
        }
      }
    }
    blocks += 1;
    if (blocks >= height) break;
  }
  stream.close();
  client.close();
  return { done, codes, blocks };
};
