const firstMs = 1000;
const longestMs = 30_000;

/** When to ask for more codes: at once when all asked for have come, again when nothing came, ever later up to 30 s. */
export class RefillAsking {
  private last: { job: string; upTo: number; received: number; at: number; waitMs: number } | undefined;

  /** Nothing was asked: after a new connection. */
  forget(): void {
    this.last = undefined;
  }

  /** True when the bridge, holding the positions below `received`, should ask. */
  isDue(job: string, received: number, now: number): boolean {
    const { last } = this;
    if (last?.job !== job || received >= last.upTo) return true;
    if (received > last.received) Object.assign(last, { received, at: now, waitMs: firstMs });
    return now - last.at >= last.waitMs;
  }

  /** Notes a question for the positions up to `upTo`. */
  asked(job: string, received: number, upTo: number, at: number): void {
    const again = this.last?.job === job && this.last.received === received;
    const waitMs = again ? Math.min((this.last?.waitMs ?? firstMs) * 2, longestMs) : firstMs;
    this.last = { job, upTo, received, at, waitMs };
  }
}
