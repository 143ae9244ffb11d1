import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Another process writes this state folder. */
export class StateLocked extends Error {
  override readonly name = 'StateLocked';
}

/**
 * One writer at a time: a lock file with the holder's pid and start time. A lock whose process is gone is taken over.
 */
export class StateLock {
  private constructor(private readonly path: string) {}

  /** @throws StateLocked */
  static async acquire(folder: string): Promise<StateLock> {
    const path = join(folder, 'lock');
    if (await create(path)) return new StateLock(path);
    const holder = await readFile(path, 'utf8');
    const pid = Number(holder.split(' ', 1)[0]);
    if (holder.trim() === (await processStamp(pid))) {
      throw new StateLocked(`${folder} is in use by process ${pid}; stop it first or choose another --state`);
    }
    await rm(path, { force: true });
    if (await create(path)) return new StateLock(path);
    throw new StateLocked(`${folder} is in use by another process`);
  }

  async release(): Promise<void> {
    await rm(this.path, { force: true });
  }
}

/** Creates the lock file with its content in one step; false when there is one already. */
async function create(path: string): Promise<boolean> {
  const draft = `${path}.${process.pid}.tmp`;
  await writeFile(draft, (await processStamp(process.pid)) ?? String(process.pid));
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** "pid starttime" of a living process, from /proc where there is one, else the pid alone; undefined when it is gone. */
async function processStamp(pid: number): Promise<string | undefined> {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    return `${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''}`;
  } catch {
    return isAlive(pid) ? String(pid) : undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
