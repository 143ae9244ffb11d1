import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.js';
import { Indexer } from '../indexer/indexer.js';
import { IndexEvents } from '../indexer/index-events.js';
import { BatchAttempts } from './batch-attempts.js';
import { putOff, renewLease, renewMs, takeLease, type LeasedBatch } from './batch-lease.js';
import { freezeNext } from './freeze-batch.js';
import { JurisdictionReach } from './jurisdiction-reach.js';

const longestPauseMs = 10_000;

const pauseFor = (attempts: number): number =>
  Math.min(150 * 2 ** Math.min(attempts, 7), longestPauseMs) * (0.7 + Math.random() * 0.6);

/**
 * Carries waiting commands to the ledger: freezes batches, sends the same bytes until the movement key says what
 * became of them, one batch in flight per actor, actors side by side (charter §4, Idempotency).
 */
@Injectable()
export class OutboxWorker implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger(OutboxWorker.name);
  readonly #owner = randomUUID();
  readonly #busy = new Map<string, Promise<void>>();
  #stopped = false;
  #loop: Promise<void> | undefined;
  #wake: (() => void) | undefined;

  constructor(
    private readonly transactions: Transactions,
    private readonly attempts: BatchAttempts,
    private readonly indexer: Indexer,
    private readonly events: IndexEvents,
    private readonly reach: JurisdictionReach,
  ) {}

  onApplicationBootstrap(): void {
    this.events.onBlock(() => {
      this.wake();
    });
    this.#loop = this.#run();
  }

  async onApplicationShutdown(): Promise<void> {
    this.#stopped = true;
    this.wake();
    await this.#loop;
    await Promise.all(this.#busy.values());
  }

  /** Looks for work at once instead of at the next tick. */
  wake(): void {
    this.#wake?.();
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      try {
        await this.#startDueActors();
      } catch (error) {
        this.#logger.warn(`outbox: ${error instanceof Error ? error.message : 'unknown'}`);
      }
      await this.#nap(500);
    }
  }

  async #nap(ms: number): Promise<void> {
    const woken = new Promise<void>((resolve) => (this.#wake = resolve));
    await Promise.race([woken, delay(ms)]);
  }

  async #startDueActors(): Promise<void> {
    const rows = await this.transactions.reader.query<{ actor: string }[]>(
      `SELECT actor FROM app.outbox_batch WHERE state IN ('frozen', 'abandoning') AND next_attempt_at <= now()
         AND (lease_owner IS NULL OR lease_until < now())
       UNION SELECT DISTINCT actor FROM app.outbox_command c WHERE state = 'waiting'
         AND NOT EXISTS (SELECT 1 FROM app.outbox_batch b WHERE b.actor = c.actor AND b.state IN ('frozen', 'abandoning'))`,
    );
    for (const { actor } of rows) {
      if (this.#busy.has(actor)) continue;
      const work = this.#serve(actor)
        .catch((error: unknown) => {
          this.#logger.warn(`outbox of ${actor}: ${error instanceof Error ? error.message : 'unknown'}`);
        })
        .finally(() => this.#busy.delete(actor));
      this.#busy.set(actor, work);
    }
  }

  async #serve(actor: string): Promise<void> {
    if (this.#mayFreeze()) {
      await this.transactions.run((manager) => freezeNext(manager, actor, this.reach.away));
    }
    const [due] = await this.transactions.reader.query<{ id: string }[]>(
      `SELECT id FROM app.outbox_batch WHERE actor = $1 AND state IN ('frozen', 'abandoning')`,
      [actor],
    );
    const batch = due === undefined ? undefined : await takeLease(this.transactions, due.id, this.#owner);
    if (batch === undefined) return;
    const fault = await this.#attemptUnderLease(batch);
    if (!(await this.attempts.isOpen(batch.id))) return;
    await putOff(
      this.transactions,
      batch,
      fault === undefined ? 0 : pauseFor(batch.attempts),
      fault ?? 'not recorded yet',
    );
  }

  /**
   * New batches are planned only from an index that holds what the peer had, and only while a second jurisdiction can
   * endorse them: bytes that cannot go would keep the actor waiting, and bytes of yesterday would be done twice.
   */
  #mayFreeze(): boolean {
    return this.indexer.isCaughtUp && !this.reach.isAlone;
  }

  async #attemptUnderLease(batch: LeasedBatch): Promise<string | undefined> {
    const renewal = setInterval(() => {
      renewLease(this.transactions, batch.id, this.#owner).catch((error: unknown) => {
        this.#logger.warn(`lease of ${batch.id}: ${error instanceof Error ? error.message : 'unknown'}`);
      });
    }, renewMs);
    try {
      return await this.attempts.attempt(batch);
    } finally {
      clearInterval(renewal);
    }
  }
}
