const firstMs = 2000;
const longestMs = 30_000;

/**
 * When to send again what is not answered yet: after 2 s, then ever later up to 30 s, so that a gateway that is away
 * for hours does not fill the broker; from the start again when {@link progress} changes.
 */
export class Resending {
  private readonly sent = new Map<number, { at: number; waitMs: number }>();

  constructor(
    /** What had been answered when this began. */
    readonly progress: number,
  ) {}

  /** True when message `number` is to be sent now; it then counts as sent at `now`. */
  takeDue(number: number, now: number): boolean {
    const last = this.sent.get(number);
    if (last !== undefined && now - last.at < last.waitMs) return false;
    const waitMs = last === undefined ? firstMs : Math.min(last.waitMs * 2, longestMs);
    this.sent.set(number, { at: now, waitMs });
    return true;
  }

  /** The same after an answer: what is answered is forgotten, the rest waits its first time from its last sending. */
  progressedTo(progress: number): Resending {
    const next = new Resending(progress);
    for (const [number, { at }] of this.sent)
      if (number > progress) next.sent.set(number, { at, waitMs: firstMs });
    return next;
  }
}

/** The resending of a job, brought up to its progress. */
export const resendingOf = (all: Map<string, Resending>, job: string, progress: number): Resending => {
  const known = all.get(job);
  if (known?.progress === progress) return known;
  const next = known?.progressedTo(progress) ?? new Resending(progress);
  all.set(job, next);
  return next;
};
