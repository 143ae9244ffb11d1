import { readJson, writePrivateJson } from './private-files.mjs';
import { identityOf } from './process-identity.mjs';

/**
 * The list of this installation's processes on disk (processes.json), by which the next start finds those that a
 * killed one left behind.
 */
export const openProcessRegister = (file) => {
  const entries = new Map(readJson(file, []).map((entry) => [entry.name, entry]));
  const save = () => writePrivateJson(file, [...entries.values()]);
  return {
    entries: () => [...entries.values()],
    /** Notes a process that just began. `stopSignal` ends it in order. */
    add: (name, pid, stopSignal) => {
      const identity = identityOf(pid);
      if (identity === undefined) return;
      entries.set(name, { name, stopSignal, ...identity });
      save();
    },
    remove: (name) => {
      if (entries.delete(name)) save();
    },
    clear: () => {
      entries.clear();
      save();
    },
  };
};
