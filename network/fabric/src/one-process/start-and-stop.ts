import type { NativeNetwork } from '../network/native-network.js';
import { withStateLock } from '../state-files/state-lock.js';
import { planOf } from './process-plans.js';

/**
 * Starts one node or chaincode server and waits until it is ready; nothing happens when it runs.
 * @throws FabricNetworkError `BT-FABRIC-PROCESS-UNKNOWN`, `BT-FABRIC-PORT-TAKEN`, `BT-FABRIC-PROCESS-FAILED`,
 *   `BT-FABRIC-NOT-READY`
 */
export function startProcess(network: NativeNetwork, id: string): Promise<'started' | 'running'> {
  return withStateLock(network.state.lock, async () => {
    const plan = planOf(network, id);
    const result = await network.processes.start(plan);
    await network.processes.ready(plan);
    return result;
  });
}

/**
 * Stops one node or chaincode server and waits for its end. It stays down, under `run` too, until `start` or `up`.
 * @param signal SIGTERM when left out; SIGKILL for a drill
 * @throws FabricNetworkError `BT-FABRIC-PROCESS-UNKNOWN`, `BT-FABRIC-PROCESS-STUCK`
 */
export function stopProcess(
  network: NativeNetwork,
  id: string,
  signal: NodeJS.Signals = 'SIGTERM',
): Promise<void> {
  return withStateLock(network.state.lock, () => network.processes.stop(planOf(network, id).id, { signal }));
}
