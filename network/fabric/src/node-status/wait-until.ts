import { setTimeout as delay } from 'node:timers/promises';
import { FabricNetworkError } from '../errors/fabric-network-error.js';

const pause = 50;

/**
 * Asks again and again until it holds.
 * @param what what is the matter if it does not: `After 60 s <what>; see the logs.`
 * @throws FabricNetworkError `BT-FABRIC-NOT-READY`
 */
export async function waitUntil(
  what: string,
  timeoutMs: number,
  holds: () => Promise<boolean>,
): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > end) {
      throw new FabricNetworkError(
        'BT-FABRIC-NOT-READY',
        `After ${timeoutMs / 1000} s ${what}; see the logs.`,
      );
    }
    await delay(pause);
  }
}
