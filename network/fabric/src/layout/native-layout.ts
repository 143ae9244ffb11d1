import { join } from 'node:path';
import { nodeMaterial } from '../crypto/crypto-material.js';
import { builderFolder } from './builder-folder.js';
import { jurisdictions, type Jurisdiction } from './jurisdictions.js';
import type { Address, Layout, OrdererNode, PeerNode } from './layout.js';
import type { NetworkSettings } from './network-settings.js';
import type { StateFolder } from './state-folder.js';

/** Ports from basePort that belong to a network: orderers, peers, chaincode servers. */
export const portsOfANetwork = 300;

const peerPorts = 100;
const chaincodePorts = 200;

/** First port for chaincode servers of a network. */
export function firstChaincodePort(settings: NetworkSettings): number {
  return settings.basePort + chaincodePorts;
}

/**
 * The network as processes of one machine, all on 127.0.0.1. Orderer n listens on basePort + 10n, for administration
 * on +1, for operations on +2; peer n likewise from basePort + 100 with its chaincode listener on +1. With BFT,
 * Guangdong runs the fourth orderer.
 */
export function nativeLayout(settings: NetworkSettings, state: StateFolder): Layout {
  const ordererSites = settings.consensus === 'bft' ? [...jurisdictions, gd()] : jurisdictions;
  const peerSites = settings.peers === 2 ? [...jurisdictions, ...jurisdictions] : jurisdictions;
  return {
    settings,
    jurisdictions,
    orderers: ordererSites.map((jurisdiction, index) => orderer(settings, state, jurisdiction, index)),
    peers: peerSites.map((jurisdiction, index) => peer(settings, state, jurisdiction, index)),
  };
}

function gd(): Jurisdiction {
  const [first] = jurisdictions;
  if (first === undefined) throw new Error('there are no jurisdictions');
  return first;
}

function local(port: number): Address {
  const address = `127.0.0.1:${port}`;
  return { listen: address, reach: address };
}

function orderer(
  settings: NetworkSettings,
  state: StateFolder,
  site: Jurisdiction,
  index: number,
): OrdererNode {
  const port = settings.basePort + 10 * index;
  const ofSite = Math.floor(index / jurisdictions.length);
  const id = ofSite === 0 ? `orderer-${site.code}` : `orderer${ofSite + 1}-${site.code}`;
  const hostname = `osn${ofSite}.${site.ordererDomain}`;
  return {
    id,
    jurisdiction: site,
    hostname,
    consenter: index + 1,
    service: local(port),
    admin: local(port + 1),
    operations: local(port + 2),
    folders: {
      ...nodeFolders(state, id),
      ...nodeMaterial(state.crypto, 'ordererOrganizations', site.ordererDomain, hostname),
    },
  };
}

function peer(settings: NetworkSettings, state: StateFolder, site: Jurisdiction, index: number): PeerNode {
  const port = settings.basePort + peerPorts + 10 * index;
  const name = `peer${Math.floor(index / jurisdictions.length)}`;
  const id = `${name}-${site.code}`;
  const hostname = `${name}.${site.domain}`;
  return {
    id,
    name,
    jurisdiction: site,
    hostname,
    service: local(port),
    chaincodeListener: local(port + 1),
    operations: local(port + 2),
    folders: {
      ...nodeFolders(state, id),
      ...nodeMaterial(state.crypto, 'peerOrganizations', site.domain, hostname),
    },
    builder: builderFolder,
    chaincodeServers: join(state.nodes, id, 'config', 'chaincode-servers'),
  };
}

function nodeFolders(state: StateFolder, id: string): { config: string; data: string } {
  return { config: join(state.nodes, id, 'config'), data: join(state.nodes, id, 'data') };
}
