import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { settleAll } from '../bring-up/settle-all.js';
import { unfinishedCrypto } from '../crypto/create-crypto.js';
import { stateFolder, type StateFolder } from '../layout/state-folder.js';
import { DetachedProcesses } from '../processes/detached-processes.js';
import { readSettings } from '../state-files/settings-file.js';
import { withStateLock } from '../state-files/state-lock.js';

/** What `down` did. */
export interface DownResult {
  /** Ids of the processes that were stopped. */
  readonly stopped: readonly string[];
  readonly deleted: boolean;
}

/** Everything of a network in its state folder; nothing else in the folder is ever deleted. */
function ownEntries(state: StateFolder): string[] {
  return [
    state.connection,
    state.crypto,
    ...unfinishedCrypto(state),
    state.channel,
    state.nodes,
    state.logs,
    state.processes,
    state.chaincode,
    // last: while it is there, an interrupted deletion can be repeated
    state.settings,
  ];
}

/**
 * Stops every process of the network. Keys, ledgers and settings stay, so that `up` continues with them; with `clean`
 * they are deleted. Needs no programs of Fabric.
 *
 * @throws FabricNetworkError `BT-FABRIC-STATE-BUSY`, `BT-FABRIC-PROCESS-STUCK`
 */
export async function down(root: string, options: { readonly clean?: boolean } = {}): Promise<DownResult> {
  const folder = resolve(root);
  if (!existsSync(folder)) return { stopped: [], deleted: false };
  const { lock } = stateFolder(folder, '');
  const result = await withStateLock(lock, async () => {
    const state = stateFolder(folder, options.clean === true ? '' : (readSettings(folder)?.channel ?? ''));
    const processes = new DetachedProcesses(state.processes, state.logs);
    const records = processes.records();
    const stopped = records.filter(({ id }) => processes.isRunning(id)).map(({ id }) => id);
    await settleAll(records.map(({ id }) => processes.stop(id, { forget: true })));
    if (options.clean !== true || !existsSync(state.settings)) return { stopped, deleted: false };
    for (const path of ownEntries(state)) rmSync(path, { recursive: true, force: true });
    return { stopped, deleted: true };
  });
  if (options.clean === true && readdirSync(folder).length === 0) rmdirSync(folder);
  return result;
}
