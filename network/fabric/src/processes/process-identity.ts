import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES') return undefined;
    throw error;
  }
}

/**
 * Start time in clock ticks since boot out of /proc/PID/stat: field 22, counted after the program's name, which stands
 * in parentheses and may hold any character (proc(5)). Undefined for a process that has ended and waits for its parent.
 * One whose first thread ended while others are still ending (state Z with more than one thread, field 20) has not: it
 * keeps its ports and files until the last of them is gone.
 */
export function ticksOf(stat: string): string | undefined {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const threads = Number(fields[17]);
  const hasEnded = fields[0] === 'X' || (fields[0] === 'Z' && !(threads > 1));
  return hasEnded ? undefined : fields[19];
}

let boot: string | undefined;

function bootId(): string | undefined {
  boot ??= readIfThere('/proc/sys/kernel/random/boot_id')?.trim();
  return boot;
}

function startTimeFromPs(pid: number): string | undefined {
  try {
    const options = { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' }, stdio: 'pipe' } as const;
    const [state, ...started] = execFileSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], options)
      .trim()
      .split(/\s+/);
    return state === undefined || state.startsWith('Z') ? undefined : started.join(' ');
  } catch {
    return undefined; // ps exits with 1 when there is no such process
  }
}

/**
 * When the kernel started a process, as text that no other process with the same number ever has: boot id and clock
 * ticks (Linux), or what ps says (elsewhere). Undefined when no such process runs.
 */
export function startTimeOf(pid: number): string | undefined {
  const id = bootId();
  if (id === undefined) return startTimeFromPs(pid);
  const stat = readIfThere(`/proc/${pid}/stat`);
  const ticks = stat === undefined ? undefined : ticksOf(stat);
  return ticks === undefined ? undefined : `${id}/${ticks}`;
}

/** Names one process for good. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startTime: string;
}

/** Whether exactly this process runs. */
export function isAlive(identity: ProcessIdentity): boolean {
  return startTimeOf(identity.pid) === identity.startTime;
}

/** Resident memory in bytes; undefined when the system does not tell (only Linux does). */
export function residentBytes(pid: number): number | undefined {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readIfThere(`/proc/${pid}/status`) ?? '')?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}
