/** How blocks are ordered: Raft (crash faults) or SmartBFT (Byzantine faults, four orderers for one fault). */
export type Consensus = 'raft' | 'bft';

/** What is fixed when a network is created; a later `up` with other values is refused. */
export interface NetworkSettings {
  readonly channel: string;
  readonly consensus: Consensus;
  /** Peers of each jurisdiction. */
  readonly peers: 1 | 2;
  /** First port; orderers take basePort.., peers basePort+100.., chaincode servers basePort+200... */
  readonly basePort: number;
  /** When blocks are cut: whichever comes first. */
  readonly batch: { readonly timeoutMs: number; readonly count: number; readonly preferredBytes: number };
}

/** Settings of a network that names none. */
export const defaultSettings: NetworkSettings = {
  channel: 'baytrace',
  consensus: 'raft',
  peers: 1,
  basePort: 7000,
  batch: { timeoutMs: 200, count: 500, preferredBytes: 2 * 1024 * 1024 },
};
