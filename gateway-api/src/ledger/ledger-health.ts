import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HealthChecks, type PartHealth } from '../platform/health/health-checks.js';
import { Indexer } from './indexer/indexer.js';

/** Tells how far the index is, and whether it follows the peer. */
@Injectable()
export class LedgerHealth implements OnModuleInit {
  #followed = false;

  constructor(
    private readonly checks: HealthChecks,
    private readonly indexer: Indexer,
  ) {}

  onModuleInit(): void {
    this.checks.add('indexer', () => this.#state());
  }

  /** `down` before the first connection and for good after a broken chain; `degraded` while the peer is away. */
  #state(): PartHealth {
    const { connected, nextBlock, fault } = this.indexer.status;
    this.#followed ||= connected;
    const facts = { nextBlock };
    if (!this.#followed || fault?.startsWith('ChainBroken') === true) return { state: 'down', facts };
    return { state: connected ? 'ok' : 'degraded', facts };
  }
}
