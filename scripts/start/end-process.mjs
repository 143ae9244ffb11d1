import { setTimeout as delay } from 'node:timers/promises';
import { isAlive } from './process-identity.mjs';

const send = (pid, signal) => {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
};

/** Waits until a process is gone; false when it still runs after `timeoutMs`. */
export const waitForEnd = async (identity, timeoutMs) => {
  const until = performance.now() + timeoutMs;
  while (isAlive(identity)) {
    if (performance.now() > until) return false;
    await delay(25);
  }
  return true;
};

/**
 * Ends a process in order, by force when it does not listen. Does nothing when exactly that process does not run.
 * @param identity of identityOf
 * @param options `signal` to ask with, `timeoutMs` until force, `forceSignal` (PostgreSQL: SIGQUIT)
 * @returns 'gone', 'ended' or 'killed'
 */
export const endProcess = async (
  identity,
  { signal = 'SIGTERM', timeoutMs = 5000, forceSignal = 'SIGKILL' } = {},
) => {
  if (!isAlive(identity)) return 'gone';
  send(identity.pid, signal);
  if (await waitForEnd(identity, timeoutMs)) return 'ended';
  send(identity.pid, forceSignal);
  if (!(await waitForEnd(identity, 2000))) send(identity.pid, 'SIGKILL');
  await waitForEnd(identity, 2000);
  return 'killed';
};
