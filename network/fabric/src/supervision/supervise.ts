import { setTimeout as delay } from 'node:timers/promises';
import type { NativeNetwork } from '../network/native-network.js';
import { allPlans } from '../one-process/process-plans.js';
import type { ProcessPlan } from '../processes/process-plan.js';
import { withStateLock } from '../state-files/state-lock.js';
import { RestartPauses } from './restart-pauses.js';

const watchEvery = 500;

/** Processes that were started, were not stopped on purpose and do not run. */
function deadPlans(network: NativeNetwork): ProcessPlan[] {
  const records = new Map(network.processes.records().map((record) => [record.id, record]));
  return allPlans(network).filter(({ id }) => {
    const record = records.get(id);
    return record !== undefined && record.stopped !== true && !network.processes.isRunning(id);
  });
}

async function restart(network: NativeNetwork, plan: ProcessPlan): Promise<void> {
  try {
    await network.processes.start(plan);
    network.report(`${plan.id} had ended and was started again`);
  } catch (error) {
    network.report(`${plan.id} ended and could not be started again: ${(error as Error).message}`);
  }
}

/**
 * Watches the processes of a network, whoever started them, and starts again those that die, each with a pause that
 * grows while it keeps dying. Processes stopped with `stop ID` stay down.
 * @param signal ends the watch
 */
export async function supervise(network: NativeNetwork, signal: AbortSignal): Promise<void> {
  const pauses = new RestartPauses();
  while (!signal.aborted) {
    const now = Date.now();
    if (deadPlans(network).some(({ id }) => pauses.isDue(id, now))) {
      await withStateLock(network.state.lock, async () => {
        for (const plan of deadPlans(network).filter(({ id }) => pauses.isDue(id, now))) {
          pauses.started(plan.id, now);
          await restart(network, plan);
        }
      });
    }
    await delay(watchEvery, undefined, { signal }).catch(() => undefined); // aborted: the loop ends
  }
}
