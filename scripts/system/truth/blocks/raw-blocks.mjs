import { existsSync, readdirSync } from 'node:fs';
import { readEmbeddedBlockFile } from './embedded-block-file.mjs';
import { readFabricBlockFiles } from './fabric-block-files.mjs';

const embedded = (installation) => [
  { owner: 'the ledger', blocks: readEmbeddedBlockFile(installation.path('ledger', 'ledger', 'blocks')) },
];

const ofPeers = (installation) =>
  readdirSync(installation.path('fabric', 'nodes'))
    .filter((id) => id.startsWith('peer'))
    .map((id) => ({
      owner: id,
      folder: installation.path('fabric', 'nodes', id, 'data', 'ledgersData/chains/chains/baytrace'),
    }))
    .filter(({ folder }) => existsSync(folder))
    .map(({ owner, folder }) => ({ owner, blocks: readFabricBlockFiles(folder) }));

/**
 * The ledger's blocks as they are on disk, not through the ledger: one file of the embedded ledger, or those of each
 * Fabric peer.
 * @returns `[{ owner, blocks: [{ number, dataHash, previousHash, envelopes }] }]`
 */
export const rawBlocks = (installation) =>
  installation.run.ledger.kind === 'fabric' ? ofPeers(installation) : embedded(installation);
