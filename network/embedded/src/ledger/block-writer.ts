import type { PeerNode } from '../channel/peer-node.js';
import type { ChannelLedger } from './channel-ledger.js';

/** Commits batches one after the other and tells every peer. A failed write ends the process: nothing may follow it. */
export class BlockWriter {
  #work: Promise<void> = Promise.resolve();
  #onFailure: (error: unknown) => void = (error) => {
    throw error;
  };

  constructor(
    private readonly ledger: ChannelLedger,
    private readonly peers: readonly PeerNode[],
  ) {}

  /** Puts a batch in line. */
  enqueue(batch: readonly Buffer[]): void {
    this.#work = this.#work
      .then(() => this.#commit(batch))
      .catch((error: unknown) => {
        process.nextTick(this.#onFailure, error);
      });
  }

  /** Called when a block cannot be written. Without it the error is thrown uncaught. */
  onFailure(listener: (error: unknown) => void): void {
    this.#onFailure = listener;
  }

  /** Resolves when everything in line has been committed. */
  async idle(): Promise<void> {
    await this.#work;
  }

  async #commit(batch: readonly Buffer[]): Promise<void> {
    const block = await this.ledger.commit(batch);
    for (const peer of this.peers) await peer.offer(block);
    await block.view.release();
  }
}
