import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { DomainError } from '@baytrace/domain/errors';
import { GatewayConfig } from '../../config/gateway-config.js';
import { Transactions } from '../../platform/database/transactions.js';
import { LedgerIdentities } from '../identity/ledger-identities.js';
import { IndexEvents } from '../indexer/index-events.js';
import { LedgerPort } from '../submission/ledger-port.js';
import { markAbandoning, putOff, renewLease, renewMs, takeLease, type LeasedBatch } from './batch-lease.js';
import { freezeNext } from './freeze-batch.js';
import { actorOf } from './outbox-command.js';

/** Times a batch that chaincode will not take is sent before it is given up. */
const refusalsBeforeAbandon = 12;
const longestPauseMs = 10_000;
/** How long the worker waits for the index to show a batch that was ordered. */
const recordWaitMs = 4_000;

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
    @Inject(GatewayConfig) private readonly config: GatewayConfig,
    private readonly transactions: Transactions,
    private readonly ledger: LedgerPort,
    private readonly identities: LedgerIdentities,
    private readonly events: IndexEvents,
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
    await this.transactions.run((manager) => freezeNext(manager, actor));
    const [due] = await this.transactions.reader.query<{ id: string }[]>(
      `SELECT id FROM app.outbox_batch WHERE actor = $1 AND state IN ('frozen', 'abandoning')`,
      [actor],
    );
    const batch = due === undefined ? undefined : await takeLease(this.transactions, due.id, this.#owner);
    if (batch === undefined) return;
    const fault = await this.#attemptUnderLease(batch);
    if (!(await this.#isOpen(batch.id))) return;
    await putOff(
      this.transactions,
      batch,
      fault === undefined ? 0 : pauseFor(batch.attempts),
      fault ?? 'not recorded yet',
    );
  }

  async #attemptUnderLease(batch: LeasedBatch): Promise<string | undefined> {
    const renewal = setInterval(() => {
      renewLease(this.transactions, batch.id, this.#owner).catch((error: unknown) => {
        this.#logger.warn(`lease of ${batch.id}: ${error instanceof Error ? error.message : 'unknown'}`);
      });
    }, renewMs);
    try {
      return await this.#attempt(batch);
    } finally {
      clearInterval(renewal);
    }
  }

  /** One attempt; returns why it may have failed, or undefined when it was ordered. */
  async #attempt(batch: LeasedBatch): Promise<string | undefined> {
    try {
      const recorded =
        batch.attempts > 1 && (await this.ledger.movement(actorOf(batch), batch.id)) !== undefined;
      if (!recorded) await this.#send(batch);
      await this.#awaitRecord(batch.id);
      return undefined;
    } catch (error) {
      if (error instanceof DomainError) return this.#refused(batch, error);
      return error instanceof Error ? error.message : 'unknown';
    }
  }

  async #send(batch: LeasedBatch): Promise<void> {
    const identity = await this.identities.byId(batch.identity);
    if (batch.state === 'abandoning') {
      await this.ledger.abandon(identity, actorOf(batch), batch.id);
      return;
    }
    await this.ledger.send({
      body: batch.body,
      identity,
      transient: batch.transient ?? undefined,
      endorsers: batch.endorsers === null ? undefined : [this.config.jurisdiction, ...batch.endorsers],
    });
  }

  /** Chaincode would not take the batch: already there, or a peer a block behind, or wrong for good. */
  async #refused(batch: LeasedBatch, error: DomainError): Promise<string> {
    if (error.code === 'BT-BATCH-EXISTS' || error.code === 'BT-BATCH-ABANDONED') {
      await this.#awaitRecord(batch.id);
      return error.message;
    }
    if (batch.attempts >= refusalsBeforeAbandon && batch.state === 'frozen') {
      this.#logger.warn(`batch ${batch.id} is given up: ${error.message}`);
      await markAbandoning(this.transactions, batch.id, error);
    }
    return error.message;
  }

  async #awaitRecord(batch: string): Promise<void> {
    const until = Date.now() + recordWaitMs;
    while (Date.now() < until && (await this.#isOpen(batch)))
      await this.events.nextBlock(Math.min(500, recordWaitMs));
  }

  async #isOpen(batch: string): Promise<boolean> {
    const rows = await this.transactions.reader.query<unknown[]>(
      `SELECT 1 FROM app.outbox_batch WHERE id = $1 AND state IN ('frozen', 'abandoning')`,
      [batch],
    );
    return rows.length > 0;
  }
}
