import { leaderElected } from '../channel/channel-readiness.js';
import { joinOrderer } from '../channel/join-channel.js';
import { FabricNetworkError } from '../errors/fabric-network-error.js';
import type { OrdererNode } from '../layout/layout.js';
import type { RunningNetwork } from '../network/running-network.js';
import { ordererPlan } from '../node-processes/node-plans.js';
import { ordererState, type OrdererState } from '../node-status/node-state.js';
import { waitUntil } from '../node-status/wait-until.js';
import { settleAll } from './settle-all.js';

const patience = 60_000;

interface KnownOrderer {
  readonly node: OrdererNode;
  readonly state: OrdererState;
}

/** What every orderer says; one that does not answer for want of time must not be taken for one without a ledger. */
async function statesOf(network: RunningNetwork): Promise<KnownOrderer[]> {
  const { layout } = network;
  const known = new Map<OrdererNode, OrdererState>();
  await waitUntil('an orderer still does not tell its metrics', patience, async () => {
    for (const node of layout.orderers) {
      const state = await ordererState(node, layout);
      if (state !== undefined) known.set(node, state);
    }
    return known.size === layout.orderers.length;
  });
  return [...known].map(([node, state]) => ({ node, state }));
}

/**
 * Brings the orderers into the channel that are not in it; all must be ready.
 *
 * Chaincode is deployed only when all have joined, so an orderer without the channel, while others have more than the
 * genesis block, has lost its ledger. SmartBFT lets it catch up. With Raft it may come back only after the others have
 * elected a leader anew: a leader that remembers how far the lost log went makes it panic ("tocommit is out of range",
 * etcd raft log.go), and only a vote of a higher term makes a second vote of the forgetful node harmless.
 *
 * @throws FabricNetworkError `BT-FABRIC-LEDGER-LOST` when no majority of the orderers has the ledger,
 *   `BT-FABRIC-JOIN-REFUSED`
 */
export async function joinOrderers(network: RunningNetwork): Promise<void> {
  const orderers = await statesOf(network);
  const outside = orderers.filter(({ state }) => state.height === undefined);
  const hasMoved = orderers.some(({ state }) => (state.height ?? 0) > 1);
  if (outside.length > 0 && hasMoved) await prepareReturn(network, orderers, outside);
  await settleAll(outside.map(({ node }) => joinOrderer(network, node)));
}

async function prepareReturn(
  network: RunningNetwork,
  all: readonly KnownOrderer[],
  lost: readonly KnownOrderer[],
): Promise<void> {
  const names = lost.map(({ node }) => node.id).join(' and ');
  if ((all.length - lost.length) * 2 <= all.length) {
    throw new FabricNetworkError(
      'BT-FABRIC-LEDGER-LOST',
      `${names} lost their ledgers, and those that are left are no majority of the orderers. ` +
        'Restore the data folders of the lost ones from a backup before bringing the network up.',
    );
  }
  network.report(`${names} had no ledger and gets it from the other orderers`);
  if (network.layout.settings.consensus === 'raft') await electAnew(network);
}

/** Restarts the leader; the one that the others elect then remembers nothing of the orderers that are not there. */
async function electAnew(network: RunningNetwork): Promise<void> {
  await leaderElected(network.layout);
  const leader = (await statesOf(network)).find(({ state }) => state.leader === true);
  if (leader === undefined) return electAnew(network);
  const plan = ordererPlan(leader.node, network.programs);
  await network.processes.stop(plan.id);
  await network.processes.start(plan);
  await network.processes.ready(plan);
  await leaderElected(network.layout);
}
