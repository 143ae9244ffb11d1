import { leaderElected, peersKnowEachOther } from '../channel/channel-readiness.js';
import { joinOrderer, joinPeer } from '../channel/join-channel.js';
import type { RunningNetwork } from '../network/running-network.js';
import { ordererPlan, peerPlan } from '../node-processes/node-plans.js';
import type { ProcessPlan } from '../processes/process-plan.js';
import { settleAll } from './settle-all.js';

async function startAll(network: RunningNetwork, plans: readonly ProcessPlan[]): Promise<void> {
  const started: string[] = [];
  for (const plan of plans) {
    if ((await network.processes.start(plan)) === 'started') started.push(plan.id);
  }
  network.report(started.length > 0 ? `started ${started.join(', ')}` : 'all orderers and peers are running');
}

/**
 * Starts what does not run of orderers and peers, brings those into the channel that are not in it, and waits until one
 * orderer leads and all peers see each other.
 */
export async function startNodes(network: RunningNetwork): Promise<void> {
  const { layout, programs, processes } = network;
  const orderers = layout.orderers.map((node) => ({ node, plan: ordererPlan(node, programs) }));
  const peers = layout.peers.map((node) => ({ node, plan: peerPlan(node, programs) }));
  await startAll(
    network,
    [...orderers, ...peers].map(({ plan }) => plan),
  );
  await settleAll([
    ...orderers.map(async ({ node, plan }) => {
      await processes.ready(plan);
      await joinOrderer(network, node);
    }),
    ...peers.map(async ({ node, plan }) => {
      await processes.ready(plan);
      await joinPeer(network, node);
    }),
  ]);
  await leaderElected(layout);
  await peersKnowEachOther(layout);
  network.report(
    `channel ${layout.settings.channel}: ${peers.length} peers joined, the orderers have a leader`,
  );
}
