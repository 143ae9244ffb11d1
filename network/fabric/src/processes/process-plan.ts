/** What a process of the network is. */
export type ProcessKind = 'orderer' | 'peer' | 'chaincode';

/** A TCP port that a process will listen on, and what for (shown when another program has taken it). */
export interface ListeningPort {
  readonly port: number;
  readonly purpose: string;
}

/** How one process of the network is started and how it says that it is ready. */
export interface ProcessPlan {
  /** Unique in the network, such as `peer0-gd`; also the name of its log file. */
  readonly id: string;
  readonly kind: ProcessKind;
  /** Absolute path of the program. */
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment: nothing is inherited. Start from `baseEnvironment()`. */
  readonly env: Readonly<Record<string, string>>;
  /** Ports on 127.0.0.1 that must be free before it starts. */
  readonly ports: readonly ListeningPort[];
  /** Whether it answers now; never rejects for a process that is merely not up yet. */
  isReady(): Promise<boolean>;
}

/** A process that was started: an entry of processes.json. */
export interface ProcessRecord {
  readonly id: string;
  readonly kind: ProcessKind;
  /** Process and group number (each process leads a group of its own). */
  readonly pid: number;
  /** Kernel start time; with the pid it names one process even after a reboot. */
  readonly startTime: string;
  /** Stopped by an operator (`stop ID`): supervision leaves it down until `start ID` or `up`. */
  readonly stopped?: boolean;
}
