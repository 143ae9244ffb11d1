import { join, resolve } from 'node:path';

/** Absolute paths inside the state folder of a network on one machine. */
export interface StateFolder {
  readonly root: string;
  /** Settings fixed at creation. */
  readonly settings: string;
  /** Connection file for gateways and tests (unless `--connection` names another). */
  readonly connection: string;
  /** cryptogen's output. */
  readonly crypto: string;
  /** Input of configtxgen, its output, and the settings files of command line programs. */
  readonly channel: string;
  /** Genesis block of the channel. */
  readonly genesisBlock: string;
  readonly nodes: string;
  readonly logs: string;
  /** Processes that were started, see ProcessRecord. */
  readonly processes: string;
  /** Held while a command changes the network. */
  readonly lock: string;
  /** Packages and servers of chaincode. */
  readonly chaincode: string;
}

/**
 * The paths of a state folder.
 *
 * @param root the folder, absolute or relative to the working directory
 * @param channel name of the channel
 */
export function stateFolder(root: string, channel: string): StateFolder {
  const base = resolve(root);
  const at = (...parts: string[]): string => join(base, ...parts);
  return {
    root: base,
    settings: at('network.json'),
    connection: at('connection.json'),
    crypto: at('crypto'),
    channel: at('channel'),
    genesisBlock: at('channel', `${channel}.block`),
    nodes: at('nodes'),
    logs: at('logs'),
    processes: at('processes.json'),
    lock: at('lock.json'),
    chaincode: at('chaincode'),
  };
}
