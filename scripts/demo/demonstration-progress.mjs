import { randomBytes } from 'node:crypto';
import { readJson, writePrivateJson } from '../start/private-files.mjs';

/**
 * What of the demonstration is done already (demo.json of the state). A step is begun with random keys for its
 * commands, kept before they are first used: a step repeated after a crash sends the same keys, and the gateway
 * answers as it did the first time.
 */
export const openDemonstrationProgress = (file) => {
  const steps = readJson(file, {});
  const save = () => writePrivateJson(file, steps);
  const entryOf = (name) => (steps[name] ??= { done: false, keys: {} });
  return {
    isDone: (name) => steps[name]?.done === true,
    resultOf: (name) => {
      if (steps[name]?.done !== true) throw new Error(`the demonstration's step "${name}" is not done yet`);
      return steps[name].result;
    },
    /** The Idempotency-Key of a command of a step. */
    keyOf: (name, command) => {
      const entry = entryOf(name);
      if (entry.keys[command] === undefined) {
        entry.keys[command] = randomBytes(16).toString('base64url');
        save();
      }
      return entry.keys[command];
    },
    finish: (name, result) => {
      const entry = entryOf(name);
      entry.done = true;
      entry.result = result;
      save();
    },
  };
};
