import { chmodSync, existsSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { organisationMsp, signCertificate } from '../crypto/crypto-material.js';
import { FabricNetworkError } from '../errors/fabric-network-error.js';
import type { Layout } from '../layout/layout.js';
import type { StateFolder } from '../layout/state-folder.js';
import { channelProfile, renderConfigtx, type GenesisMaterial } from '../node-config/configtx-yaml.js';
import type { Programs } from '../programs/fabric-programs.js';
import { runProgram } from '../programs/run-program.js';
import { writePrivateFile } from '../state-files/private-files.js';

/** Files of cryptogen's output that go into the genesis block. */
export function genesisMaterial(layout: Layout, crypto: string): GenesisMaterial {
  return {
    mspDirOf(mspId) {
      const ofPeers = layout.jurisdictions.find((jurisdiction) => jurisdiction.mspId === mspId);
      if (ofPeers !== undefined) return organisationMsp(crypto, 'peerOrganizations', ofPeers);
      const ofOrderers = layout.jurisdictions.find((jurisdiction) => jurisdiction.ordererMspId === mspId);
      if (ofOrderers !== undefined) return organisationMsp(crypto, 'ordererOrganizations', ofOrderers);
      throw new RangeError(`no organisation of this network has the MSP ${mspId}`);
    },
    tlsCertificateOf: (orderer) => join(orderer.folders.tls, 'server.crt'),
    signCertificateOf: (orderer) => signCertificate(orderer.folders.msp, orderer.hostname),
  };
}

/** Whether any node has joined, so that keys or genesis block must not be made anew. */
function hasLedgers(state: StateFolder): boolean {
  if (!existsSync(state.nodes)) return false;
  return readdirSync(state.nodes).some((id) => existsSync(join(state.nodes, id, 'data')));
}

/**
 * Refuses to make new keys or a new genesis block for ledgers that were written with others.
 * @throws FabricNetworkError `BT-FABRIC-STATE-DAMAGED`
 */
export function assertNothingLost(state: StateFolder): void {
  const lost = [state.crypto, state.genesisBlock].filter((path) => !existsSync(path));
  if (lost.length === 0 || !hasLedgers(state)) return;
  throw new FabricNetworkError(
    'BT-FABRIC-STATE-DAMAGED',
    `${lost.join(' and ')} of a network with ledgers ${lost.length > 1 ? 'are' : 'is'} missing. ` +
      'Restore from a backup, or delete the network with `down --clean`.',
  );
}

/** Makes the genesis block of the channel with configtxgen, unless it exists. */
export async function createGenesisBlock(
  layout: Layout,
  state: StateFolder,
  programs: Programs,
): Promise<void> {
  if (existsSync(state.genesisBlock)) return;
  const part = `${state.genesisBlock}.${process.pid}.part`;
  writePrivateFile(
    join(state.channel, 'configtx.yaml'),
    renderConfigtx(layout, genesisMaterial(layout, state.crypto)),
  );
  await runProgram(
    programs.configtxgen,
    ['-profile', channelProfile, '-channelID', layout.settings.channel, '-outputBlock', part],
    { env: { FABRIC_CFG_PATH: state.channel } },
  );
  chmodSync(part, 0o600);
  renameSync(part, state.genesisBlock);
}
