import { Worker } from 'node:worker_threads';
import type { TreeTask } from './code-tree.worker.js';

/** The compiled worker: beside this file when it is compiled too, else (tests run the sources) in `dist`. */
const workerFile = import.meta.url.endsWith('.ts')
  ? new URL('../../../dist/features/code-blocks/code-tree.worker.js', import.meta.url)
  : new URL('code-tree.worker.js', import.meta.url);

/**
 * RFC 6962 root, hex, over the element strings of a whole block, computed in a thread of its own: sealing and
 * hashing a million codes takes seconds, during which the gateway goes on answering.
 *
 * @throws Error when the thread fails.
 */
export const codeTreeRootOf = (task: TreeTask): Promise<string> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(workerFile, { workerData: task });
    worker.once('message', (root: Uint8Array) => {
      resolve(Buffer.from(root).toString('hex'));
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      reject(new Error(`the thread that builds a code tree ended with ${code}`));
    });
  });
