import { join } from 'node:path';
import type { ChaincodePackage } from '../chaincode-package/chaincode-package.js';
import { settleAll } from '../bring-up/settle-all.js';
import type { RunningNetwork } from '../network/running-network.js';
import { writePrivateFile } from '../state-files/private-files.js';
import { installedPackages } from './lifecycle-state.js';
import { lifecycle } from './peer-command.js';

/**
 * Installs a package on every peer that has not got it, all at once.
 * @throws FabricNetworkError `BT-FABRIC-CHAINCODE-LIFECYCLE`
 */
export async function installEverywhere(network: RunningNetwork, chaincode: ChaincodePackage): Promise<void> {
  const file = join(network.state.chaincode, 'packages', `${chaincode.label}.tar.gz`);
  writePrivateFile(file, chaincode.bytes);
  await settleAll(
    network.layout.peers.map(async (peer) => {
      const installed = await installedPackages(network, peer);
      if (!installed.includes(chaincode.packageId)) await lifecycle(network, peer, ['install', file]);
    }),
  );
}
