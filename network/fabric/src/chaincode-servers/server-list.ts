import { readIfThere, writePrivateFile } from '../state-files/private-files.js';
import { serverAddress, type ServedNetwork } from './server-processes.js';
import { servedChaincodes } from './served-chaincodes.js';

/**
 * Writes each peer's list of chaincode servers (lines `label host:port`), which the external builder reads when a
 * package is installed. Earlier packages stay listed: an organisation may return to one.
 */
export function writeServerLists(network: ServedNetwork): void {
  const served = servedChaincodes(network.state);
  for (const peer of network.layout.peers) {
    const lines = served.map((each) => `${each.label} ${serverAddress(network, each, peer.jurisdiction)}\n`);
    const list = lines.join('');
    if (readIfThere(peer.chaincodeServers) !== list) writePrivateFile(peer.chaincodeServers, list);
  }
}
