import { resolve } from 'node:path';
import { assertNothingLost, createGenesisBlock } from '../channel/genesis-block.js';
import { createCrypto } from '../crypto/create-crypto.js';
import { nativeLayout } from '../layout/native-layout.js';
import { stateFolder } from '../layout/state-folder.js';
import { NativeNetwork, type Report } from '../network/native-network.js';
import { writeNodeFiles } from '../node-config/write-node-files.js';
import { nodePlans } from '../node-processes/node-plans.js';
import { portsTaken } from '../processes/port-check.js';
import { findPrograms } from '../programs/find-programs.js';
import { makePrivateFolder } from '../state-files/private-files.js';
import { settleSettings, writeSettings, type WantedSettings } from '../state-files/settings-file.js';

async function assertPortsFree(network: NativeNetwork): Promise<void> {
  const plans = nodePlans(network.layout, network.programs);
  const taken = await Promise.all(plans.map((plan) => network.processes.foreignPorts(plan)));
  if (taken.flat().length > 0) throw portsTaken(taken.flat());
}

/**
 * Makes what a network needs before its nodes start: settings, keys, genesis block, settings files. Each part comes
 * into being whole, and only if it is missing, so a creation that was cut off goes on where it stopped. Programs and
 * ports are looked at first, so that a mistake leaves nothing behind.
 *
 * @throws FabricNetworkError `BT-FABRIC-SETTINGS-CHANGED`, `BT-FABRIC-PROGRAM-MISSING`, `BT-FABRIC-PORT-TAKEN`,
 *   `BT-FABRIC-STATE-DAMAGED`, `BT-FABRIC-TOOL-FAILED`
 */
export async function createNetwork(
  root: string,
  wanted: WantedSettings,
  report: Report,
): Promise<NativeNetwork> {
  const folder = resolve(root);
  const settings = settleSettings(folder, wanted);
  const programs = findPrograms();
  const state = stateFolder(folder, settings.channel);
  const layout = nativeLayout(settings, state);
  const network = new NativeNetwork(layout, state, programs, report);
  assertNothingLost(state);
  await assertPortsFree(network);
  makePrivateFolder(folder);
  writeSettings(folder, settings);
  await createCrypto(layout, state, programs);
  await createGenesisBlock(layout, state, programs);
  writeNodeFiles(layout);
  return network;
}
