import { serverProcesses } from '../chaincode-servers/server-processes.js';
import { FabricNetworkError } from '../errors/fabric-network-error.js';
import type { RunningNetwork } from '../network/running-network.js';
import { nodePlans } from '../node-processes/node-plans.js';
import type { ProcessPlan } from '../processes/process-plan.js';

/** Every process the network should have now: orderers, peers and chaincode servers. */
export function allPlans(network: Pick<RunningNetwork, 'layout' | 'state' | 'programs'>): ProcessPlan[] {
  return [...nodePlans(network.layout, network.programs), ...serverProcesses(network)];
}

/**
 * The plan of one process.
 * @throws FabricNetworkError `BT-FABRIC-PROCESS-UNKNOWN` that lists those there are
 */
export function planOf(
  network: Pick<RunningNetwork, 'layout' | 'state' | 'programs'>,
  id: string,
): ProcessPlan {
  const plans = allPlans(network);
  const plan = plans.find((each) => each.id === id);
  if (plan !== undefined) return plan;
  throw new FabricNetworkError(
    'BT-FABRIC-PROCESS-UNKNOWN',
    `This network has no process called ${id}; it has ${plans.map((each) => each.id).join(', ')}.`,
  );
}
