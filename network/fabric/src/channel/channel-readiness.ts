import type { Layout } from '../layout/layout.js';
import { ordererState, peerState } from '../node-status/node-state.js';
import { waitUntil } from '../node-status/wait-until.js';

/**
 * Waits until one orderer leads.
 * @throws FabricNetworkError `BT-FABRIC-NOT-READY`
 */
export function leaderElected(layout: Layout, timeoutMs = 60_000): Promise<void> {
  return waitUntil('the orderers have still not chosen a leader', timeoutMs, async () => {
    const states = await Promise.all(layout.orderers.map((orderer) => ordererState(orderer, layout)));
    return states.some((state) => state?.leader === true);
  });
}

/**
 * Waits until every peer knows every other one, so that each gateway finds endorsers in all jurisdictions.
 * @throws FabricNetworkError `BT-FABRIC-NOT-READY`
 */
export function peersKnowEachOther(layout: Layout, timeoutMs = 60_000): Promise<void> {
  return waitUntil('the peers still do not all see each other', timeoutMs, async () => {
    const states = await Promise.all(layout.peers.map((peer) => peerState(peer, layout)));
    return states.every((state) => (state?.knownPeers ?? 0) >= layout.peers.length - 1);
  });
}

/**
 * Waits until every peer has the blocks that the orderers have at the beginning. A peer that fetches a long ledger may
 * take its time, as long as it goes on.
 * @throws FabricNetworkError `BT-FABRIC-NOT-READY` when no peer gets further for `timeoutMs`
 */
export async function peersHaveBlocks(layout: Layout, timeoutMs = 60_000): Promise<void> {
  const orderers = await Promise.all(layout.orderers.map((orderer) => ordererState(orderer, layout)));
  const wanted = Math.max(...orderers.map((state) => state?.height ?? 0));
  let reached = await blocksOfPeers(layout, wanted);
  while (reached < wanted * layout.peers.length) {
    const before = reached;
    await waitUntil(`a peer is still behind the ${wanted} blocks of the orderers`, timeoutMs, async () => {
      reached = await blocksOfPeers(layout, wanted);
      return reached > before;
    });
  }
}

/** Blocks of all peers together, counting no more than `wanted` of each. */
async function blocksOfPeers(layout: Layout, wanted: number): Promise<number> {
  const states = await Promise.all(layout.peers.map((peer) => peerState(peer, layout)));
  return states.reduce((sum, state) => sum + Math.min(state?.height ?? 0, wanted), 0);
}
