import { jurisdictions, type Jurisdiction } from '../layout/jurisdictions.js';
import type { Address, Layout, OrdererNode, PeerNode } from '../layout/layout.js';
import { defaultSettings } from '../layout/network-settings.js';

/** Where things lie inside a Fabric container; every node has a container of its own. */
export const insideNode = {
  /** core.yaml or orderer.yaml, our settings. */
  config: '/etc/baytrace/config',
  msp: '/etc/baytrace/msp',
  tls: '/etc/baytrace/tls',
  /** External builder of chaincode. */
  builder: '/opt/baytrace/builder',
  /** Folder with `servers`, the list of chaincode servers by label. */
  chaincode: '/etc/baytrace/chaincode',
  /** Where the node's volume is mounted; no image has anything there, so that nothing is copied into the volume. */
  volume: '/var/lib/baytrace',
  data: '/var/lib/baytrace/ledger',
} as const;

/** Ports of a jurisdiction: the same inside its containers and on its host, different in each jurisdiction. */
export interface SitePorts {
  readonly orderer: number;
  readonly ordererAdmin: number;
  readonly ordererOperations: number;
  readonly certificationAuthority: number;
  readonly certificationAuthorityOperations: number;
  readonly gateway: number;
  /** Of peer 0 and peer 1. */
  readonly peers: readonly [PeerPorts, PeerPorts];
}

/** Ports of one peer. */
export interface PeerPorts {
  readonly service: number;
  readonly chaincodeListener: number;
  readonly operations: number;
}

const firstPorts: Readonly<Record<Jurisdiction['code'], number>> = { gd: 7000, hk: 8000, mo: 9000 };

const peerPorts = (first: number): PeerPorts => ({
  service: first,
  chaincodeListener: first + 1,
  operations: first + 2,
});

/** Guangdong has 7xxx, Hong Kong 8xxx, Macao 9xxx, so that all three also fit on one host. */
export function sitePorts({ code }: Jurisdiction): SitePorts {
  const first = firstPorts[code];
  return {
    orderer: first + 50,
    ordererAdmin: first + 51,
    ordererOperations: first + 52,
    certificationAuthority: first + 54,
    certificationAuthorityOperations: first + 55,
    gateway: first + 443,
    peers: [peerPorts(first + 60), peerPorts(first + 70)],
  };
}

/** Name under which a jurisdiction's certification authority is reached. */
export function authorityHostname({ domain }: Jurisdiction): string {
  return `ca.${domain}`;
}

/** Name under which a jurisdiction's broker is reached by its gateway and bridges. */
export function brokerHostname({ domain }: Jurisdiction): string {
  return `mqtt.${domain}`;
}

function everywhere(hostname: string, port: number): Address {
  return { listen: `0.0.0.0:${port}`, reach: `${hostname}:${port}` };
}

function onlyInside(port: number): Address {
  return { listen: `127.0.0.1:${port}`, reach: `127.0.0.1:${port}` };
}

const folders = {
  config: insideNode.config,
  data: insideNode.data,
  msp: insideNode.msp,
  tls: insideNode.tls,
};

function orderer(jurisdiction: Jurisdiction, index: number): OrdererNode {
  const ports = sitePorts(jurisdiction);
  const hostname = `osn0.${jurisdiction.ordererDomain}`;
  return {
    id: `orderer-${jurisdiction.code}`,
    jurisdiction,
    hostname,
    consenter: index + 1,
    service: everywhere(hostname, ports.orderer),
    admin: everywhere(hostname, ports.ordererAdmin),
    operations: everywhere(hostname, ports.ordererOperations),
    folders,
  };
}

function peer(jurisdiction: Jurisdiction, index: 0 | 1): PeerNode {
  const ports = sitePorts(jurisdiction).peers[index];
  const name = `peer${index}`;
  const hostname = `${name}.${jurisdiction.domain}`;
  return {
    id: `${name}-${jurisdiction.code}`,
    name,
    jurisdiction,
    hostname,
    service: everywhere(hostname, ports.service),
    chaincodeListener: onlyInside(ports.chaincodeListener),
    operations: everywhere(hostname, ports.operations),
    folders,
    builder: insideNode.builder,
    chaincodeServers: `${insideNode.chaincode}/servers`,
  };
}

/**
 * The network in containers: each jurisdiction on a host of its own (or all on one) with two peers and one Raft orderer.
 * Paths are those inside the containers; nodes listen on all addresses of their container and reach each other by name.
 */
export const containerLayout: Layout = {
  settings: { ...defaultSettings, peers: 2 },
  jurisdictions,
  orderers: jurisdictions.map(orderer),
  peers: ([0, 1] as const).flatMap((index) => jurisdictions.map((site) => peer(site, index))),
};

/** Peers of a jurisdiction. */
export function peersOf(jurisdiction: Jurisdiction, layout: Layout = containerLayout): readonly PeerNode[] {
  return layout.peers.filter((node) => node.jurisdiction.code === jurisdiction.code);
}

/** Orderers of a jurisdiction. */
export function orderersOf(
  jurisdiction: Jurisdiction,
  layout: Layout = containerLayout,
): readonly OrdererNode[] {
  return layout.orderers.filter((node) => node.jurisdiction.code === jurisdiction.code);
}
