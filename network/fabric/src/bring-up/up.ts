import { resolve } from 'node:path';
import type { ChaincodeDefinition } from '../chaincode-package/chaincode-definition.js';
import { startServers } from '../chaincode-servers/run-servers.js';
import { stateFolder } from '../layout/state-folder.js';
import { deployChaincodes } from '../lifecycle/deploy.js';
import { connectionOf } from '../network/connection-file.js';
import type { NativeNetwork, Report } from '../network/native-network.js';
import { writePrivateJson } from '../state-files/private-files.js';
import type { WantedSettings } from '../state-files/settings-file.js';
import { withStateLock } from '../state-files/state-lock.js';
import { createNetwork } from './create-network.js';
import { settleAll } from './settle-all.js';
import { startNodes } from './start-nodes.js';

/** What `up` brings up. */
export interface UpOptions {
  /** State folder. */
  readonly root: string;
  readonly settings: WantedSettings;
  readonly definitions: readonly ChaincodeDefinition[];
  /** Where the connection file goes; connection.json of the state folder when left out. */
  readonly connectionFile?: string | undefined;
  readonly report: Report;
}

/** A network that is up. */
export interface UpResult {
  readonly network: NativeNetwork;
  /** Absolute path of the connection file. */
  readonly connectionFile: string;
}

/**
 * Brings a network up: creates what is missing, starts what does not run, joins who has not joined, deploys what is not
 * deployed, and writes the connection file. Running it again changes nothing; after a crash it goes on where the last
 * run stopped.
 *
 * @throws FabricNetworkError any `BT-FABRIC-…` code
 */
export async function up(options: UpOptions): Promise<UpResult> {
  const root = resolve(options.root);
  const { lock } = stateFolder(root, '');
  return withStateLock(lock, async () => {
    const network = await createNetwork(root, options.settings, options.report);
    await settleAll([startNodes(network), startServers(network)]);
    await deployChaincodes(network, options.definitions);
    const connectionFile = resolve(options.connectionFile ?? network.state.connection);
    writePrivateJson(connectionFile, connectionOf(network.layout, network.state));
    return { network, connectionFile };
  });
}
