import { readFileSync } from 'node:fs';

const readIfThere = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return undefined;
    throw error;
  }
};

/**
 * State and start time out of the text of /proc/<pid>/stat: fields 3 and 22 (proc(5)). The second field, the program's
 * name in parentheses, may itself hold spaces and parentheses.
 */
export const parseStat = (text) => {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0], startTime: fields[19] };
};

const bootId = () => readIfThere('/proc/sys/kernel/random/boot_id')?.trim() ?? 'unknown';

/**
 * What tells one process from every other, also from one that later got the same number.
 * @returns `{ pid, startTime, boot }`; startTime in clock ticks since boot. Undefined when no such process runs; one
 *   that ended and was not yet fetched by its parent does not run.
 */
export const identityOf = (pid) => {
  const text = readIfThere(`/proc/${pid}/stat`);
  if (text === undefined) return undefined;
  const { state, startTime } = parseStat(text);
  return state === 'Z' || state === 'X' ? undefined : { pid, startTime, boot: bootId() };
};

/** True while exactly that process runs. */
export const isAlive = (identity) => {
  const now = identityOf(identity.pid);
  return now !== undefined && now.startTime === identity.startTime && now.boot === identity.boot;
};
