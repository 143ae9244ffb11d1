import { connect } from 'node:net';
import type { Jurisdiction } from '../layout/jurisdictions.js';
import { firstChaincodePort } from '../layout/native-layout.js';
import type { RunningNetwork } from '../network/running-network.js';
import { baseEnvironment } from '../processes/base-environment.js';
import type { ProcessPlan } from '../processes/process-plan.js';
import { approvedFolder, packageFolders } from './approved-files.js';
import { servedChaincodes, type ServedChaincode } from './served-chaincodes.js';
import { approvedCopy, serverProgram } from './server-program.js';

/** What the servers of a network depend on. */
export type ServedNetwork = Pick<RunningNetwork, 'layout' | 'state'>;

const host = '127.0.0.1';

/** Port of a package's server in a jurisdiction: three ports for each package, in the order of their first deployment. */
export function serverPort(
  network: ServedNetwork,
  served: ServedChaincode,
  jurisdiction: Jurisdiction,
): number {
  const { layout } = network;
  const place = layout.jurisdictions.findIndex(({ code }) => code === jurisdiction.code);
  return firstChaincodePort(layout.settings) + served.slot * layout.jurisdictions.length + place;
}

/** host:port of a package's server in a jurisdiction. */
export function serverAddress(
  network: ServedNetwork,
  served: ServedChaincode,
  jurisdiction: Jurisdiction,
): string {
  return `${host}:${serverPort(network, served, jurisdiction)}`;
}

/** Id of the process that serves a package in a jurisdiction, such as `baytrace_1_0f3c…-gd`. */
export function serverId(label: string, jurisdiction: Jurisdiction): string {
  return `${label}-${jurisdiction.code}`;
}

/** The servers of one package: one for each jurisdiction, which all of its peers use. */
export function serversOf(network: ServedNetwork, served: ServedChaincode): ProcessPlan[] {
  return network.layout.jurisdictions.map((jurisdiction) => serverProcess(network, served, jurisdiction));
}

/**
 * Every chaincode server that should run whenever the network does.
 * @throws FabricNetworkError `BT-FABRIC-STATE-DAMAGED`, `BT-FABRIC-CHAINCODE-PROGRAM-MISSING`
 */
export function serverProcesses(network: ServedNetwork): ProcessPlan[] {
  return servedChaincodes(network.state)
    .filter(({ stage }) => stage === 'serving')
    .flatMap((served) => serversOf(network, served));
}

function serverProcess(
  network: ServedNetwork,
  served: ServedChaincode,
  jurisdiction: Jurisdiction,
): ProcessPlan {
  const port = serverPort(network, served, jurisdiction);
  const folder = approvedFolder(network.state, served.label);
  const fill = (arg: string): string =>
    arg.replaceAll('{address}', `${host}:${port}`).replaceAll('{id}', served.packageId);
  return {
    id: serverId(served.label, jurisdiction),
    kind: 'chaincode',
    program: serverProgram(served, folder),
    args: served.args.map((arg) => fill(approvedCopy(served, folder, arg) ?? arg)),
    cwd: folder,
    env: {
      ...baseEnvironment(),
      NODE_PATH: packageFolders(served.origin),
      CORE_CHAINCODE_LOGGING_LEVEL: 'error',
      ...served.env,
      CORE_PEER_LOCALMSPID: jurisdiction.mspId,
    },
    ports: [{ port, purpose: 'chaincode server' }],
    isReady: () => acceptsConnections(port),
  };
}

/** Whether something listens on the port of 127.0.0.1. */
function acceptsConnections(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect({ host, port });
    socket.once('connect', () => {
      socket.destroy();
      answer(true);
    });
    socket.once('error', () => {
      answer(false);
    });
  });
}
