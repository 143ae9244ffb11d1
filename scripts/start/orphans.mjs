import { endProcess } from './end-process.mjs';
import { isAlive } from './process-identity.mjs';

/** PostgreSQL and the ledgers last, so that those who use them end first. */
const storage = new Set(['postgres', 'ledger', 'fabric']);
const waves = [(entry) => !storage.has(entry.name), (entry) => storage.has(entry.name)];

/**
 * Ends the processes that an earlier start left behind because it was killed itself. Only those are ended whose number
 * and start time are the ones noted, so a stranger who got the number is left alone.
 * @param timeoutMs how long one may take before it is killed
 * @returns names of the processes ended
 */
export const endOrphans = async (register, timeoutMs = 5000) => {
  const orphans = register.entries().filter(isAlive);
  for (const belongs of waves) {
    await Promise.all(
      orphans.filter(belongs).map((entry) => endProcess(entry, { signal: entry.stopSignal, timeoutMs })),
    );
  }
  register.clear();
  return orphans.map((entry) => entry.name);
};
