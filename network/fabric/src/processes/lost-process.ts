import { readdirSync, readFileSync } from 'node:fs';
import { startTimeOf, type ProcessIdentity } from './process-identity.js';

/** Variable in the environment of every process of a network; names state folder and process. */
export const processMark = 'BAYTRACE_FABRIC_PROCESS';

/** Value of the mark. */
export function markOf(processesFile: string, id: string): string {
  return `${processesFile}#${id}`;
}

function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return ''; // ended meanwhile, or of another user
  }
}

function processNumbers(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return []; // a system without /proc: a process without a record stays unknown
  }
}

/**
 * Finds a running process of the network of which processes.json knows nothing: a command was killed between starting
 * it and recording it, or the file was lost.
 */
export function findLostProcess(mark: string): ProcessIdentity | undefined {
  const entry = `${processMark}=${mark}\0`;
  for (const name of processNumbers()) {
    const environment = environmentOf(name);
    const at = environment.indexOf(entry);
    if (at < 0 || (at > 0 && environment[at - 1] !== '\0')) continue;
    const pid = Number(name);
    const startTime = startTimeOf(pid);
    if (startTime !== undefined && isGroupLeader(pid)) return { pid, startTime };
  }
  return undefined;
}

/** Children of a process inherit the mark; the process itself leads its group. */
function isGroupLeader(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2] === String(pid);
  } catch {
    return false; // ended meanwhile
  }
}
