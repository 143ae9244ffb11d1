import type { Jurisdiction } from '../layout/jurisdictions.js';
import type { Layout, OrdererNode, PeerNode } from '../layout/layout.js';
import type { StateFolder } from '../layout/state-folder.js';
import type { ProcessPlan, ProcessRecord } from '../processes/process-plan.js';
import type { FabricProgram, Programs } from '../programs/fabric-programs.js';

/** How a command line program is run. */
export interface ToolOptions {
  /** Added to `baseEnvironment()`, such as `network.adminEnvironment(peer)`. */
  readonly env?: Readonly<Record<string, string>>;
  /** After this many ms it is killed and counts as failed; 60,000 when left out. */
  readonly timeoutMs?: number;
}

/** What a command line program wrote. */
export interface ToolOutput {
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts and stops processes of a network and remembers them in processes.json. */
export interface ProcessKeeper {
  /** Every process that was started and not taken down, running or not. */
  records(): readonly ProcessRecord[];
  isRunning(id: string): boolean;
  /**
   * Starts the process unless it runs already; does not wait until it is ready.
   * @throws FabricNetworkError `BT-FABRIC-PORT-TAKEN`
   */
  start(plan: ProcessPlan): Promise<'started' | 'running'>;
  /**
   * Waits until `plan.isReady()`.
   * @throws FabricNetworkError `BT-FABRIC-PROCESS-FAILED` when the process ended, with the last lines of its log;
   *   `BT-FABRIC-NOT-READY` after `timeoutMs` (60,000 when left out)
   */
  ready(plan: ProcessPlan, timeoutMs?: number): Promise<void>;
  /**
   * Ends a process and its group with the signal (SIGTERM when left out; SIGKILL after 15 s) and waits for its end.
   * With `forget` its record goes too; otherwise the record stays, marked as stopped by the operator.
   */
  stop(id: string, options?: { readonly signal?: NodeJS.Signals; readonly forget?: boolean }): Promise<void>;
}

/** A network of this machine whose keys, settings and genesis block exist. */
export interface RunningNetwork {
  readonly layout: Layout;
  readonly state: StateFolder;
  readonly programs: Programs;
  readonly processes: ProcessKeeper;
  /**
   * Runs a command line program to its end.
   * @throws FabricNetworkError `BT-FABRIC-TOOL-FAILED` when it exits with another code than 0; the message carries
   *   what it wrote to standard error
   */
  tool(program: FabricProgram, args: readonly string[], options?: ToolOptions): Promise<ToolOutput>;
  /** Environment of the `peer` program as administrator of the peer's organisation, talking to this peer. */
  adminEnvironment(peer: PeerNode): Record<string, string>;
  /** `-o ADDRESS --tls --cafile FILE` for an orderer (the first when left out). */
  ordererArguments(orderer?: OrdererNode): string[];
  /** `--peerAddresses A --tlsRootCertFiles F` for each peer. */
  peerArguments(peers: readonly PeerNode[]): string[];
  /** TLS root certificate of the organisation's peers. */
  peerTlsRoot(jurisdiction: Jurisdiction): string;
  /** Says in one line what is being done, for the operator. */
  report(line: string): void;
}
