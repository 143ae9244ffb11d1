import { EventEmitter, once } from 'node:events';
import { Injectable } from '@nestjs/common';
import type { Movement } from '@baytrace/domain/ledger';

/** Tells, inside this process, what the indexer has committed. Waiters poll the database too: a hint, no truth. */
@Injectable()
export class IndexEvents {
  readonly #emitter = new EventEmitter().setMaxListeners(0);

  announce(nextBlock: bigint, movements: readonly Movement[]): void {
    this.#emitter.emit('block', nextBlock, movements);
  }

  onBlock(listener: (nextBlock: bigint, movements: readonly Movement[]) => void): () => void {
    this.#emitter.on('block', listener);
    return () => this.#emitter.off('block', listener);
  }

  /** Resolves at the next indexed block or after `ms`. */
  async nextBlock(ms: number): Promise<void> {
    const timeout = AbortSignal.timeout(ms);
    try {
      await once(this.#emitter, 'block', { signal: timeout });
    } catch (error) {
      if (!timeout.aborted) throw error;
    }
  }
}
