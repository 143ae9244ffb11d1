import type { Jurisdiction } from './jurisdictions.js';
import type { NetworkSettings } from './network-settings.js';

/** Where a node listens and where others reach it. The two differ in containers (`0.0.0.0` and a host name). */
export interface Address {
  readonly listen: string;
  /** host:port. */
  readonly reach: string;
}

/** Files and folders of a node, absolute paths as the node itself sees them. */
export interface NodeFolders {
  /** Folder with core.yaml or orderer.yaml (FABRIC_CFG_PATH). */
  readonly config: string;
  readonly data: string;
  /** Local MSP. */
  readonly msp: string;
  /** Folder with server.crt, server.key and ca.crt. */
  readonly tls: string;
}

/** An orderer. */
export interface OrdererNode {
  /** Unique in the network, such as `orderer-gd`; BFT's fourth is `orderer2-gd`. */
  readonly id: string;
  readonly jurisdiction: Jurisdiction;
  readonly hostname: string;
  /** Consenter number of BFT, from 1. */
  readonly consenter: number;
  readonly service: Address;
  readonly admin: Address;
  readonly operations: Address;
  readonly folders: NodeFolders;
}

/** A peer. */
export interface PeerNode {
  /** Unique in the network, such as `peer0-gd`. */
  readonly id: string;
  /** Name inside its organisation: `peer0`, `peer1`. */
  readonly name: string;
  readonly jurisdiction: Jurisdiction;
  readonly hostname: string;
  readonly service: Address;
  readonly chaincodeListener: Address;
  readonly operations: Address;
  readonly folders: NodeFolders;
  /** Folder with `bin/{detect,build,release}`. */
  readonly builder: string;
  /**
   * File with a line `label host:port` for each chaincode server this peer uses. The package holds no address, so that
   * its id, which every jurisdiction approves, is the same everywhere and binds the chaincode's bytes.
   */
  readonly chaincodeServers: string;
}

/** A network as its nodes see it: on one machine (native processes) or in containers. */
export interface Layout {
  readonly settings: NetworkSettings;
  readonly jurisdictions: readonly Jurisdiction[];
  readonly orderers: readonly OrdererNode[];
  readonly peers: readonly PeerNode[];
}
