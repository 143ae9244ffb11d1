import { chmodSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makePrivateFolder } from './private-files.mjs';

/** Kept when the state is emptied: it belongs to the start that is running. */
const lockName = 'start.lock';
/** By these a folder is known to be a state folder, so that `--fresh` never empties another one. */
const marks = ['secrets.json', lockName, 'ledger', 'fabric', 'logs'];

/**
 * The folder in which everything of one installation is kept.
 * @returns its absolute path and the paths inside that several parts use
 */
export const openStateFolder = (path) => {
  const root = resolve(path);
  const foreign =
    existsSync(root) && readdirSync(root).length > 0 && !marks.some((name) => existsSync(join(root, name)));
  if (foreign)
    throw new Error(`${root} holds other files; name an empty folder or a state folder with --state.`);
  makePrivateFolder(root);
  // User postgres must be able to pass through on the way to its own folder; everything beside it stays closed.
  if (process.getuid() === 0) chmodSync(root, 0o711);
  return {
    root,
    path: (...parts) => join(root, ...parts),
    logs: makePrivateFolder(join(root, 'logs')),
    lock: join(root, lockName),
    processes: join(root, 'processes.json'),
    run: join(root, 'run.json'),
    accounts: join(root, 'accounts.json'),
    connection: join(root, 'connection.json'),
  };
};

/** Empties the state, except for the lock of this start. */
export const emptyStateFolder = (state) => {
  for (const name of readdirSync(state.root).filter((entry) => entry !== lockName)) {
    rmSync(state.path(name), { recursive: true, force: true });
  }
  makePrivateFolder(state.logs);
};
