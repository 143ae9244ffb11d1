import { Injectable } from '@nestjs/common';

/** How a part of the gateway is. `degraded` still serves, e.g. an indexer that catches up. */
export interface PartHealth {
  readonly state: 'ok' | 'degraded' | 'down';
  /** Short facts, safe for everybody: heights, counts. */
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** Tells the state of one part; may throw, which means `down`. */
export type HealthCheck = () => Promise<PartHealth> | PartHealth;

const longestMs = 2_000;

const withDeadline = async (check: HealthCheck): Promise<PartHealth> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<PartHealth>((resolve) => {
    timer = setTimeout(() => {
      resolve({ state: 'down', facts: { reason: 'no answer' } });
    }, longestMs);
  });
  try {
    return await Promise.race([Promise.resolve().then(check), late]);
  } catch {
    // a check that fails is itself the answer
    return { state: 'down' };
  } finally {
    clearTimeout(timer);
  }
};

/** Registry of checks; each part adds its own when it starts. */
@Injectable()
export class HealthChecks {
  readonly #checks = new Map<string, HealthCheck>();

  /** Adds or replaces the check of a part, e.g. `database`, `indexer`. */
  add(part: string, check: HealthCheck): void {
    this.#checks.set(part, check);
  }

  /** Asks all parts at once; an answer takes at most two seconds. */
  async ask(): Promise<ReadonlyMap<string, PartHealth>> {
    const entries = [...this.#checks].map(
      async ([part, check]) => [part, await withDeadline(check)] as const,
    );
    return new Map(await Promise.all(entries));
  }
}
