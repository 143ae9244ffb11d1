import { leaderElected, peersHaveBlocks, peersKnowEachOther } from '../channel/channel-readiness.js';
import { joinPeer } from '../channel/join-channel.js';
import type { RunningNetwork } from '../network/running-network.js';
import { nodePlans } from '../node-processes/node-plans.js';
import type { ProcessKind } from '../processes/process-plan.js';
import { joinOrderers } from './join-orderers.js';
import { settleAll } from './settle-all.js';

async function startAll(network: RunningNetwork): Promise<void> {
  const started: string[] = [];
  for (const plan of nodePlans(network.layout, network.programs)) {
    if ((await network.processes.start(plan)) === 'started') started.push(plan.id);
  }
  network.report(started.length > 0 ? `started ${started.join(', ')}` : 'all orderers and peers are running');
}

async function allReady(network: RunningNetwork, kind: ProcessKind): Promise<void> {
  const plans = nodePlans(network.layout, network.programs).filter((plan) => plan.kind === kind);
  await settleAll(plans.map((plan) => network.processes.ready(plan)));
}

async function bringOrderers(network: RunningNetwork): Promise<void> {
  await allReady(network, 'orderer');
  await joinOrderers(network);
  await leaderElected(network.layout);
}

async function bringPeers(network: RunningNetwork): Promise<void> {
  await allReady(network, 'peer');
  await settleAll(network.layout.peers.map((peer) => joinPeer(network, peer)));
}

/**
 * Starts what does not run of orderers and peers, brings those into the channel that are not in it, and waits until one
 * orderer leads and all peers see each other and have the blocks there are.
 */
export async function startNodes(network: RunningNetwork): Promise<void> {
  const { layout } = network;
  await startAll(network);
  await settleAll([bringOrderers(network), bringPeers(network)]);
  await peersKnowEachOther(layout);
  await peersHaveBlocks(layout);
  network.report(
    `channel ${layout.settings.channel}: ${layout.peers.length} peers joined, the orderers have a leader`,
  );
}
