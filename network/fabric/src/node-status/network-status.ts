import { serverProcesses } from '../chaincode-servers/server-processes.js';
import type { NativeNetwork } from '../network/native-network.js';
import { ordererPlan, peerPlan } from '../node-processes/node-plans.js';
import { residentBytes } from '../processes/process-identity.js';
import type { ProcessKind, ProcessPlan } from '../processes/process-plan.js';
import { ordererState, peerState } from './node-state.js';

/** One process of the network. */
export interface ProcessStatus {
  readonly id: string;
  readonly kind: ProcessKind;
  readonly state: 'ready' | 'starting' | 'stopped' | 'dead';
  /** Process number while it runs. */
  readonly pid: number | null;
  /** MSP id of the organisation it belongs to. */
  readonly organisation: string;
  /** host:port of its service. */
  readonly address: string;
  /** host:port of `/healthz` and `/metrics` of a node. */
  readonly operations: string | null;
  /** Blocks it has; null when it has not joined, does not answer or is a chaincode server. */
  readonly height: number | null;
  /** Whether an orderer leads; null for others and while there is no leader. */
  readonly leader: boolean | null;
  readonly residentBytes: number | null;
}

/** The network as `status --json` shows it. */
export interface NetworkStatus {
  readonly channel: string;
  readonly consensus: 'raft' | 'bft';
  readonly state: string;
  /** Whether every process is ready and the orderers have a leader. */
  readonly ready: boolean;
  readonly processes: readonly ProcessStatus[];
}

interface Known {
  readonly organisation: string;
  readonly address: string;
  readonly operations: string | null;
  readonly height?: number | undefined;
  readonly leader?: boolean | undefined;
}

/** `dead` is a process that should run and does not; `stopped` one that was stopped on purpose or never started. */
async function processState(network: NativeNetwork, plan: ProcessPlan): Promise<ProcessStatus['state']> {
  if (network.processes.isRunning(plan.id)) return (await plan.isReady()) ? 'ready' : 'starting';
  const record = network.processes.records().find(({ id }) => id === plan.id);
  return record === undefined || record.stopped === true ? 'stopped' : 'dead';
}

async function statusOf(network: NativeNetwork, plan: ProcessPlan, known: Known): Promise<ProcessStatus> {
  const record = network.processes.records().find(({ id }) => id === plan.id);
  const state = await processState(network, plan);
  const pid = state === 'ready' || state === 'starting' ? (record?.pid ?? null) : null;
  return {
    id: plan.id,
    kind: plan.kind,
    state,
    pid,
    organisation: known.organisation,
    address: known.address,
    operations: known.operations,
    height: known.height ?? null,
    leader: known.leader ?? null,
    residentBytes: pid === null ? null : (residentBytes(pid) ?? null),
  };
}

/** Asks every process of the network how it is. */
export async function networkStatus(network: NativeNetwork): Promise<NetworkStatus> {
  const { layout, programs } = network;
  const processes = await Promise.all([
    ...layout.orderers.map(async (node) => {
      const own = await ordererState(node, layout);
      return statusOf(network, ordererPlan(node, programs), {
        organisation: node.jurisdiction.ordererMspId,
        address: node.service.reach,
        operations: node.operations.reach,
        height: own?.height,
        leader: own?.leader,
      });
    }),
    ...layout.peers.map(async (node) => {
      const own = await peerState(node, layout);
      return statusOf(network, peerPlan(node, programs), {
        organisation: node.jurisdiction.mspId,
        address: node.service.reach,
        operations: node.operations.reach,
        height: own?.height,
      });
    }),
    ...serverProcesses(network).map((plan) =>
      statusOf(network, plan, {
        organisation: plan.env['CORE_PEER_LOCALMSPID'] ?? '',
        address: `127.0.0.1:${plan.ports[0]?.port ?? 0}`,
        operations: null,
      }),
    ),
  ]);
  return {
    channel: layout.settings.channel,
    consensus: layout.settings.consensus,
    state: network.state.root,
    ready:
      processes.every(({ state }) => state === 'ready') && processes.some(({ leader }) => leader === true),
    processes,
  };
}
