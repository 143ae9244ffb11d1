import { parentPort, workerData } from 'node:worker_threads';
import { codeChunkRoots, codeTreeRoot, deriveCodeKeys } from '@baytrace/domain/codes';
import { nodeBulkCrypto } from '../../platform/bulk-crypto/node-bulk-crypto.js';

/** What one worker computes: the Merkle root of a whole block. */
export interface TreeTask {
  readonly blockKey: Uint8Array;
  readonly locator: string;
  readonly gtin: string | undefined;
  readonly count: number;
}

const { blockKey, locator, gtin, count } = workerData as TreeTask;
const keys = deriveCodeKeys(blockKey, locator);
const roots = codeChunkRoots(nodeBulkCrypto, { keys, gtin, count });
parentPort?.postMessage(codeTreeRoot(nodeBulkCrypto, roots));
