import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Movement } from '@baytrace/domain/ledger';
import type { CloseableAsyncIterable } from '@hyperledger/fabric-gateway';
import type { peer } from '@hyperledger/fabric-protos';
import { Transactions } from '../../platform/database/transactions.js';
import { FabricConnection } from '../connection/fabric-connection.js';
import { LedgerIdentities } from '../identity/ledger-identities.js';
import { settleOutbox } from '../outbox/settle.js';
import { ChainBroken } from './block-chain.js';
import { IndexEvents } from './index-events.js';
import { indexBlock, readCheckpoint } from './index-block.js';

const longestPauseMs = 5_000;

/** State of the indexer for health checks. */
export interface IndexerStatus {
  readonly nextBlock: string;
  readonly connected: boolean;
  /** Why it stopped for good, or the last passing fault. */
  readonly fault: string | null;
}

/**
 * Follows the own peer's blocks and writes them into the read model; heals by itself after outages of peer or
 * database. A broken hash chain stops it for good: that needs a person.
 */
@Injectable()
export class Indexer implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger(Indexer.name);
  #stream: CloseableAsyncIterable<peer.BlockAndPrivateData> | undefined;
  #stopped = false;
  #nextBlock = 0n;
  #fault: string | null = null;
  #loop: Promise<void> | undefined;

  constructor(
    private readonly connection: FabricConnection,
    private readonly identities: LedgerIdentities,
    private readonly transactions: Transactions,
    private readonly events: IndexEvents,
  ) {}

  onApplicationBootstrap(): void {
    this.#loop = this.#follow();
  }

  async onApplicationShutdown(): Promise<void> {
    this.#stopped = true;
    this.#stream?.close();
    await this.#loop;
  }

  get status(): IndexerStatus {
    return {
      nextBlock: this.#nextBlock.toString(),
      connected: this.#stream !== undefined,
      fault: this.#fault,
    };
  }

  async #follow(): Promise<void> {
    let pauseMs = 200;
    while (!this.#stopped) {
      const before = this.#nextBlock;
      await this.#followOnce();
      if (this.#fault?.startsWith('ChainBroken') === true) return;
      pauseMs = this.#nextBlock > before ? 200 : Math.min(pauseMs * 2, longestPauseMs);
      if (!this.#isStopped()) await delay(pauseMs);
    }
  }

  /** Read anew: `await` in the loop lets a shutdown come between. */
  #isStopped(): boolean {
    return this.#stopped;
  }

  async #followOnce(): Promise<void> {
    try {
      const { nextBlock } = await readCheckpoint(this.transactions.reader);
      this.#nextBlock = nextBlock;
      const network = await this.connection.network(await this.identities.gateway());
      // one block back: it must be the one that was indexed
      const startBlock = nextBlock === 0n ? 0n : nextBlock - 1n;
      this.#stream = await network.getBlockAndPrivateDataEvents({ startBlock });
      for await (const event of this.#stream) await this.#index(event);
    } catch (error) {
      this.#report(error);
    } finally {
      this.#stream?.close();
      this.#stream = undefined;
    }
  }

  async #index(event: peer.BlockAndPrivateData): Promise<void> {
    let movements: readonly Movement[] = [];
    const { nextBlock } = await this.transactions.run((manager) =>
      indexBlock(manager, event, async (m, found) => {
        movements = found;
        await settleOutbox(m, found);
      }),
    );
    this.#nextBlock = nextBlock;
    this.#fault = null;
    this.events.announce(nextBlock, movements);
  }

  #report(error: unknown): void {
    if (this.#stopped) return;
    const text = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';
    this.#fault = text.slice(0, 300);
    if (error instanceof ChainBroken) this.#logger.error(`indexing stopped: ${text}`);
    else this.#logger.warn(`block stream ended, trying again: ${text}`);
  }
}
