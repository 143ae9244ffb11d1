import { setTimeout as delay } from 'node:timers/promises';
import { FabricNetworkError } from '../errors/fabric-network-error.js';
import type { PeerNode } from '../layout/layout.js';
import { settleAll } from '../bring-up/settle-all.js';
import type { RunningNetwork } from '../network/running-network.js';

const pause = 200;
const longestWait = 60_000;

/**
 * Waits until a check holds on every peer.
 * @param check answers undefined when it holds, otherwise what is missing
 * @throws FabricNetworkError `BT-FABRIC-CHAINCODE-NOT-READY` with what was missing on which peer
 */
export async function everyPeer(
  network: RunningNetwork,
  check: (peer: PeerNode) => Promise<string | undefined>,
  timeoutMs: number = longestWait,
): Promise<void> {
  const end = Date.now() + timeoutMs;
  await settleAll(
    network.layout.peers.map(async (peer) => {
      for (;;) {
        const missing = await check(peer);
        if (missing === undefined) return;
        if (Date.now() > end) {
          throw new FabricNetworkError(
            'BT-FABRIC-CHAINCODE-NOT-READY',
            `${peer.id}: ${missing}, for ${timeoutMs / 1000} s now.`,
          );
        }
        await delay(pause);
      }
    }),
  );
}

/** One peer of each jurisdiction, the first. */
export function firstPeers(network: RunningNetwork): PeerNode[] {
  return network.layout.jurisdictions.flatMap(({ mspId }) =>
    network.layout.peers.filter(({ jurisdiction }) => jurisdiction.mspId === mspId).slice(0, 1),
  );
}
