import { setTimeout as delay } from 'node:timers/promises';
import { FabricNetworkError } from '../errors/fabric-network-error.js';
import type { Layout } from '../layout/layout.js';
import { ordererState, peerState } from '../node-status/node-state.js';

const pause = 50;

async function until(what: string, timeoutMs: number, done: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await done())) {
    if (Date.now() > end) {
      throw new FabricNetworkError(
        'BT-FABRIC-NOT-READY',
        `After ${timeoutMs / 1000} s ${what}; see the logs.`,
      );
    }
    await delay(pause);
  }
}

/**
 * Waits until one orderer leads.
 * @throws FabricNetworkError `BT-FABRIC-NOT-READY`
 */
export function leaderElected(layout: Layout, timeoutMs = 60_000): Promise<void> {
  return until('the orderers have still not chosen a leader', timeoutMs, async () => {
    const states = await Promise.all(layout.orderers.map((orderer) => ordererState(orderer, layout)));
    return states.some((state) => state?.leader === true);
  });
}

/**
 * Waits until every peer knows every other one, so that each gateway finds endorsers in all jurisdictions.
 * @throws FabricNetworkError `BT-FABRIC-NOT-READY`
 */
export function peersKnowEachOther(layout: Layout, timeoutMs = 60_000): Promise<void> {
  return until('the peers still do not all see each other', timeoutMs, async () => {
    const states = await Promise.all(layout.peers.map((peer) => peerState(peer, layout)));
    return states.every((state) => (state?.knownPeers ?? 0) >= layout.peers.length - 1);
  });
}
