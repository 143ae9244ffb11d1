import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { identityOf, isAlive } from './process-identity.mjs';

/** Another start runs on the same state. */
export class AlreadyRunning extends Error {
  name = 'AlreadyRunning';

  constructor(pid) {
    super(
      `Baytrace is already running here (process ${pid}). Stop it with Ctrl-C, or choose another folder with --state.`,
    );
  }
}

const readHolder = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
};

const tryLink = (from, to) => {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
};

/** Takes a dead holder's lock away; by renaming, so that of two who try one wins. */
const removeDeadLock = (path) => {
  const aside = `${path}.${process.pid}.dead`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  const holder = readHolder(aside);
  if (holder !== undefined && isAlive(holder)) tryLink(aside, path);
  rmSync(aside, { force: true });
};

/**
 * Makes sure that one start at a time runs on a state. The lock of a start that was killed is taken over.
 * @returns a function that releases the lock
 * @throws AlreadyRunning
 */
export const takeStartLock = (path) => {
  const own = `${path}.${process.pid}`;
  writeFileSync(own, JSON.stringify(identityOf(process.pid)), { mode: 0o600 });
  try {
    while (!tryLink(own, path)) {
      const holder = readHolder(path);
      if (holder !== undefined && isAlive(holder)) throw new AlreadyRunning(holder.pid);
      removeDeadLock(path);
    }
  } finally {
    rmSync(own, { force: true });
  }
  return () => rmSync(path, { force: true });
};
