import { resolve } from 'node:path';
import { FabricNetworkError } from '../errors/fabric-network-error.js';
import { nativeLayout } from '../layout/native-layout.js';
import { stateFolder } from '../layout/state-folder.js';
import { findPrograms } from '../programs/find-programs.js';
import { readSettings } from '../state-files/settings-file.js';
import { NativeNetwork, type Report } from './native-network.js';

/** Where the network is kept when no folder is named, relative to the working directory. */
export const defaultStateFolder = '.fabric';

/**
 * The network that exists in a state folder, running or not.
 * @throws FabricNetworkError `BT-FABRIC-NO-NETWORK`, `BT-FABRIC-STATE-DAMAGED`, `BT-FABRIC-PROGRAM-MISSING`
 */
export function openNetwork(root: string, report: Report): NativeNetwork {
  const folder = resolve(root);
  const settings = readSettings(folder);
  if (settings === undefined) {
    throw new FabricNetworkError(
      'BT-FABRIC-NO-NETWORK',
      `There is no network in ${folder}; create one with \`up\`.`,
    );
  }
  const state = stateFolder(folder, settings.channel);
  return new NativeNetwork(nativeLayout(settings, state), state, findPrograms(), report);
}
