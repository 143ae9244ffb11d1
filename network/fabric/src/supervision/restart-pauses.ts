const first = 1_000;
const longest = 30_000;
/** A process that ran this long before it ended starts again after the first pause. */
const calm = 60_000;

interface Restarts {
  readonly lastStart: number;
  readonly pause: number;
}

/**
 * When a process that died may be started again: after 1 s, then twice as long each time up to 30 s; after a minute of
 * running the count begins anew. Times in ms, from any clock.
 */
export class RestartPauses {
  private readonly restarts = new Map<string, Restarts>();

  /** Whether the pause of a process that is down now is over. */
  isDue(id: string, now: number): boolean {
    const last = this.restarts.get(id);
    return last === undefined || now - last.lastStart >= last.pause;
  }

  /** Remembers that the process was started again. */
  started(id: string, now: number): void {
    const last = this.restarts.get(id);
    const pause =
      last === undefined || now - last.lastStart > calm ? first : Math.min(last.pause * 2, longest);
    this.restarts.set(id, { lastStart: now, pause });
  }
}
