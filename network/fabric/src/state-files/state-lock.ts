import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { FabricNetworkError } from '../errors/fabric-network-error.js';
import { isAlive, startTimeOf, type ProcessIdentity } from '../processes/process-identity.js';
import { makePrivateFolder } from './private-files.js';

/** How long a command waits for another one to finish, in ms. */
const patience = 120_000;
const pause = 50;
let attempts = 0;

function holderOf(path: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as ProcessIdentity;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Takes away the lock of a process that has ended. Renamed first, so that of two who try only one has it. */
function removeDeadLock(path: string, aside: string): void {
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const holder = holderOf(aside);
  if (holder !== undefined && isAlive(holder)) tryLink(aside, path);
  rmSync(aside, { force: true });
}

async function take(path: string, own: string): Promise<void> {
  const end = Date.now() + patience;
  while (!tryLink(own, path)) {
    const holder = holderOf(path);
    if (holder !== undefined && !isAlive(holder)) removeDeadLock(path, `${own}.dead`);
    else if (Date.now() > end) {
      throw new FabricNetworkError(
        'BT-FABRIC-STATE-BUSY',
        `Process ${holder?.pid ?? 'unknown'} has been changing this network for more than ${patience / 1000} s; ` +
          'wait for it or stop it.',
      );
    } else await delay(pause);
  }
}

/**
 * Runs `work` while no other command changes the network. Waits for another command to finish; the lock of one that
 * was killed is taken over.
 * @throws FabricNetworkError `BT-FABRIC-STATE-BUSY` after two minutes
 */
export async function withStateLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  makePrivateFolder(dirname(path));
  attempts += 1;
  const own = `${path}.${process.pid}.${attempts}`;
  const identity = { pid: process.pid, startTime: startTimeOf(process.pid) };
  writeFileSync(own, JSON.stringify(identity), { mode: 0o600 });
  try {
    await take(path, own);
  } finally {
    rmSync(own, { force: true });
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}
