import { EventEmitter } from 'node:events';
import { findTransaction, type CommittedTransaction } from '../ledger/committed-transaction.js';
import type { CommittedBlock } from '../ledger/channel-ledger.js';
import type { StateView } from '../ledger/state-database.js';
import type { SigningIdentity } from '../msp/identity.js';

/** An idle channel converges: a lagging peer applies what has waited this long without a newer block. */
const CATCH_UP_MS = 1_500;

/** What names a peer. */
export interface PeerName {
  readonly mspId: string;
  readonly name: string;
}

/** `MSPID:NAME`, as on the command line. */
export function peerKey({ mspId, name }: PeerName): string {
  return `${mspId}:${name}`;
}

/**
 * One peer: its own height, and with it its own view of the state. A peer with lag n applies block b when block b + n
 * exists; everything a client sees of this peer (simulation, events, statuses, blocks) stays at its height.
 */
export class PeerNode implements PeerName {
  readonly mspId: string;
  readonly name: string;
  /** host:port as clients see it; set when listening. */
  endpoint = '';
  #up = true;
  #lag = 0;
  #view: StateView;
  readonly #pending: CommittedBlock[] = [];
  readonly #statusWaiters = new Map<string, Set<() => void>>();
  readonly #signals = new EventEmitter().setMaxListeners(0);
  #catchUp: NodeJS.Timeout | undefined;

  /** @param view the state to begin with; the peer takes over the reference */
  constructor(
    name: PeerName,
    readonly signer: SigningIdentity,
    view: StateView,
  ) {
    this.mspId = name.mspId;
    this.name = name.name;
    this.#view = view;
  }

  /** Number of blocks this peer has applied. */
  get height(): number {
    return this.#view.height;
  }

  get up(): boolean {
    return this.#up;
  }

  get lag(): number {
    return this.#lag;
  }

  /** The state at this peer's height; the caller must release it. */
  view(): StateView {
    return this.#view.retain();
  }

  /** The outcome of a transaction as this peer knows it. */
  transaction(txId: string): CommittedTransaction | undefined {
    return findTransaction(this.#view, txId);
  }

  /** Switches the peer on or off; off ends its streams. */
  async setUp(up: boolean): Promise<void> {
    if (up === this.#up) return;
    this.#up = up;
    this.#signals.emit(up ? 'up' : 'down');
    await this.#advance();
  }

  /** Sets how many blocks the peer stays behind. */
  async setLag(lag: number): Promise<void> {
    this.#lag = lag;
    await this.#advance();
  }

  /** Hears of a block that is durable now. The peer keeps a reference to its view until it is past it. */
  async offer(block: CommittedBlock): Promise<void> {
    this.#pending.push({ ...block, view: block.view.retain() });
    await this.#advance();
    this.#startCatchUp();
  }

  /** Calls `listener` after each block this peer applies; returns the way to stop. */
  onBlock(listener: () => void): () => void {
    return this.#listen('block', listener);
  }

  /** Calls `listener` when the peer is switched off; returns the way to stop. */
  onDown(listener: () => void): () => void {
    return this.#listen('down', listener);
  }

  /** Waits until this peer has committed the transaction, or the signal aborts (then undefined). */
  async waitFor(txId: string, signal: AbortSignal): Promise<CommittedTransaction | undefined> {
    const known = this.transaction(txId);
    if (known || signal.aborted) return known;
    await new Promise<void>((resolve) => {
      const waiters = this.#statusWaiters.get(txId) ?? new Set();
      this.#statusWaiters.set(txId, waiters.add(resolve));
      signal.addEventListener('abort', () => {
        waiters.delete(resolve);
        if (waiters.size === 0) this.#statusWaiters.delete(txId);
        resolve();
      });
    });
    return this.transaction(txId);
  }

  /** Frees the state view. */
  async close(): Promise<void> {
    clearTimeout(this.#catchUp);
    for (const { view } of this.#pending.splice(0)) await view.release();
    await this.#view.release();
  }

  #listen(event: 'block' | 'down', listener: () => void): () => void {
    this.#signals.on(event, listener);
    return () => {
      this.#signals.off(event, listener);
    };
  }

  async #advance(keep = this.#lag): Promise<void> {
    while (this.#pending.length > keep) {
      const block = this.#pending.shift();
      if (!block) return;
      const previous = this.#view;
      this.#view = block.view;
      for (const txId of block.txIds) this.#wake(txId);
      this.#signals.emit('block');
      await previous.release();
    }
  }

  #wake(txId: string): void {
    const waiters = this.#statusWaiters.get(txId);
    this.#statusWaiters.delete(txId);
    for (const wake of waiters ?? []) wake();
  }

  #startCatchUp(): void {
    clearTimeout(this.#catchUp);
    if (this.#pending.length === 0) return;
    this.#catchUp = setTimeout(() => void this.#advance(0), CATCH_UP_MS);
  }
}
