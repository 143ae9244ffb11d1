import { chmodSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { delimiter, dirname, join, parse } from 'node:path';
import { sha256, type FileDigests } from '../chaincode-package/file-digests.js';
import { FabricNetworkError } from '../errors/fabric-network-error.js';
import type { StateFolder } from '../layout/state-folder.js';
import { writePrivateFile } from '../state-files/private-files.js';

/** Folder from which the servers of a package run: a copy of exactly the files whose digests are in the package. */
export function approvedFolder(state: StateFolder, label: string): string {
  return join(state.chaincode, 'servers', label);
}

function digestOf(path: string): string | undefined {
  try {
    return sha256(readFileSync(path));
  } catch {
    return undefined; // not there yet, or unreadable: it is written again
  }
}

/**
 * Copies the files of a package to where its servers run. So a server that restarts runs the approved bytes even when
 * a build has replaced the originals since; copies that were changed are replaced.
 * @throws FabricNetworkError `BT-FABRIC-CHAINCODE-FILE-CHANGED` when an original is not what was packed
 */
export function copyApprovedFiles(
  state: StateFolder,
  approved: { readonly label: string; readonly origin: string; readonly digests: FileDigests },
): void {
  const folder = approvedFolder(state, approved.label);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const [name, digest] of Object.entries(approved.digests)) {
    const copy = join(folder, name);
    if (digestOf(copy) === digest) continue;
    const original = join(approved.origin, name);
    if (digestOf(original) !== digest) {
      throw new FabricNetworkError(
        'BT-FABRIC-CHAINCODE-FILE-CHANGED',
        `${original} is not the file that was packed as ${approved.label} (SHA-256 ${digest}).`,
      );
    }
    writePrivateFile(copy, readFileSync(original));
    chmodSync(copy, statSync(original).mode & 0o700);
  }
}

/** node_modules of a folder and of those above it, as Node looks for packages, for NODE_PATH. */
export function packageFolders(folder: string): string {
  const found: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    found.push(join(at, 'node_modules'));
    if (at === parse(at).root) return found.join(delimiter);
  }
}
