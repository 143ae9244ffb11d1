import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Movement } from '@baytrace/domain/ledger';
import { GatewayError, type CloseableAsyncIterable } from '@hyperledger/fabric-gateway';
import type { peer } from '@hyperledger/fabric-protos';
import { Transactions } from '../../platform/database/transactions.js';
import { FabricConnection, type PeerSession } from '../connection/fabric-connection.js';
import { LedgerIdentities } from '../identity/ledger-identities.js';
import { settleOutbox } from '../outbox/settle.js';
import { ChainBroken } from './block-chain.js';
import { heightOf } from './chain-height.js';
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
  /** Height of the peer when its stream was opened; undefined while there is no stream. */
  #heightAtStart: bigint | undefined;
  #fault: string | null = null;
  #loop: Promise<void> | undefined;

  constructor(
    private readonly connection: FabricConnection,
    private readonly identities: LedgerIdentities,
    private readonly transactions: Transactions,
    private readonly events: IndexEvents,
  ) {}

  onApplicationBootstrap(): void {
    this.connection.onChange(() => this.#stream?.close());
    this.#loop = this.#follow();
  }

  async onApplicationShutdown(): Promise<void> {
    this.#stopped = true;
    this.#stream?.close();
    await this.#loop;
  }

  /**
   * Whether the index holds all that the peer had when its stream was opened, so that it lags behind by no more than the
   * stream does. Until then nothing new may be planned from it.
   */
  get isCaughtUp(): boolean {
    return this.#heightAtStart !== undefined && this.#nextBlock >= this.#heightAtStart;
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
      await this.#followPeer(await this.connection.session(await this.identities.gateway()));
    } catch (error) {
      this.#report(error);
    } finally {
      this.#stream?.close();
      this.#stream = undefined;
      this.#heightAtStart = undefined;
    }
  }

  /** Follows one peer until its stream ends; a peer that ended it is left for the next one. */
  async #followPeer({ endpoint, network }: PeerSession): Promise<void> {
    try {
      const height = await heightOf(network);
      // one block back: it must be the one that was indexed
      const startBlock = this.#nextBlock === 0n ? 0n : this.#nextBlock - 1n;
      this.#stream = await network.getBlockAndPrivateDataEvents({ startBlock });
      this.#heightAtStart = height;
      for await (const event of this.#stream) await this.#index(event);
    } catch (error) {
      if (error instanceof GatewayError) await this.connection.leave(endpoint);
      throw error;
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
