import { Inject, Injectable, Logger } from '@nestjs/common';
import { DomainError } from '@baytrace/domain/errors';
import type { Batch, Jurisdiction } from '@baytrace/domain/ledger';
import { GatewayConfig } from '../../config/gateway-config.js';
import { Transactions } from '../../platform/database/transactions.js';
import { LedgerIdentities } from '../identity/ledger-identities.js';
import { IndexEvents } from '../indexer/index-events.js';
import { LedgerPort } from '../submission/ledger-port.js';
import { markAbandoning, type LeasedBatch } from './batch-lease.js';
import { JurisdictionReach } from './jurisdiction-reach.js';
import { actorOf } from './outbox-command.js';

/** Times a batch that chaincode will not take is sent before it is given up. */
const refusalsBeforeAbandon = 12;
/** Times a batch is sent that needs a jurisdiction which is away, before it makes room for others. */
const silencesBeforeAbandon = 4;
/**
 * How long the block of an ordered batch is waited for: many block times (0.2 s here, 2 s by Fabric's default). What a
 * killed Raft leader loses is sent again after this, so it bounds the wait of a caller.
 */
const recordWaitMs = 4_000;

const textOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown');

/** One attempt at a time to bring a frozen batch onto the ledger; the movement key alone says what came of it. */
@Injectable()
export class BatchAttempts {
  readonly #logger = new Logger(BatchAttempts.name);

  constructor(
    @Inject(GatewayConfig) private readonly config: GatewayConfig,
    private readonly transactions: Transactions,
    private readonly ledger: LedgerPort,
    private readonly identities: LedgerIdentities,
    private readonly events: IndexEvents,
    private readonly reach: JurisdictionReach,
  ) {}

  /**
   * Reads the movement key, sends the batch unless it is there, and waits until the index shows the record.
   *
   * @returns why the attempt failed, or undefined when the batch was ordered, recorded or not.
   */
  async attempt(batch: LeasedBatch): Promise<string | undefined> {
    try {
      const recorded =
        batch.attempts > 1 && (await this.ledger.movement(actorOf(batch), batch.id)) !== undefined;
      return await this.#awaitRecord(batch.id, recorded ? undefined : await this.#send(batch));
    } catch (error) {
      // BT-UNAVAILABLE is said by this gateway's own parts, never by chaincode
      if (error instanceof DomainError && error.code !== 'BT-UNAVAILABLE') return this.#refused(batch, error);
      await this.#unanswered(batch);
      return textOf(error);
    }
  }

  /** Whether the batch has no record yet, as far as the index is. */
  async isOpen(batch: string): Promise<boolean> {
    const rows = await this.transactions.reader.query<unknown[]>(
      `SELECT 1 FROM app.outbox_batch WHERE id = $1 AND state IN ('frozen', 'abandoning')`,
      [batch],
    );
    return rows.length > 0;
  }

  async #send(batch: LeasedBatch): Promise<string> {
    const identity = await this.identities.byId(batch.identity);
    if (batch.state === 'abandoning') return this.ledger.abandon(identity, actorOf(batch), batch.id);
    return this.ledger.send({
      body: batch.body,
      identity,
      transient: batch.transient ?? undefined,
      endorsers: batch.endorsers === null ? undefined : [this.config.jurisdiction, ...batch.endorsers],
    });
  }

  /** Chaincode would not take the batch: already there, or a peer a block behind, or wrong for good. */
  async #refused(batch: LeasedBatch, error: DomainError): Promise<string> {
    if (error.code === 'BT-BATCH-EXISTS' || error.code === 'BT-BATCH-ABANDONED') {
      await this.#awaitRecord(batch.id, undefined);
      return error.message;
    }
    if (batch.attempts >= refusalsBeforeAbandon && batch.state === 'frozen') {
      this.#logger.warn(`batch ${batch.id} is given up: ${error.message}`);
      await markAbandoning(this.transactions, batch.id, error);
    }
    return error.message;
  }

  /** A batch that cannot go because its counterpart is away makes room: its commands wait, the actor's others go on. */
  async #unanswered(batch: LeasedBatch): Promise<void> {
    if (batch.attempts < silencesBeforeAbandon) return;
    await this.reach.doubt();
    const { counterpart } = JSON.parse(batch.body) as Batch;
    if (batch.state === 'frozen' && this.#canMakeRoom(counterpart)) {
      this.#logger.warn(`batch ${batch.id} is given up for now: ${counterpart} does not answer`);
      await markAbandoning(this.transactions, batch.id, undefined);
    }
  }

  #canMakeRoom(counterpart: Jurisdiction | undefined): counterpart is Jurisdiction {
    return counterpart !== undefined && this.reach.away.has(counterpart) && !this.reach.isAlone;
  }

  /** @returns why the transaction did not take effect, where a block says so. */
  async #awaitRecord(batch: string, transaction: string | undefined): Promise<string | undefined> {
    const until = Date.now() + recordWaitMs;
    while (Date.now() < until && (await this.isOpen(batch))) {
      const code = transaction === undefined ? undefined : await this.#codeOf(transaction);
      if (code !== undefined && code !== 0) return `validation code ${code}`;
      await this.events.nextBlock(500);
    }
    return undefined;
  }

  /** Validation code of a transaction that is in a block. */
  async #codeOf(transaction: string): Promise<number | undefined> {
    const [row] = await this.transactions.reader.query<{ code: number }[]>(
      'SELECT code FROM ledger.transaction WHERE id = $1',
      [transaction],
    );
    return row?.code;
  }
}
