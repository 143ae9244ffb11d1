/** When a batch becomes a block (Fabric's BatchSize and BatchTimeout). */
export interface BatchLimits {
  /** Most transactions in a block. */
  readonly maxCount: number;
  /** A block is cut before it exceeds this; a larger single message gets a block of its own. */
  readonly preferredBytes: number;
  /** Longest wait of the first message of a batch, ms. */
  readonly timeoutMs: number;
}

/** Collects messages and hands over batches by count, bytes and time (orderer/common/blockcutter/blockcutter.go). */
export class BlockCutter {
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly limits: BatchLimits,
    private readonly cut: (batch: readonly Buffer[]) => void,
  ) {}

  /** Takes one message into the current batch. */
  add(message: Buffer): void {
    const { maxCount, preferredBytes, timeoutMs } = this.limits;
    if (this.#pendingBytes + message.length > preferredBytes) this.flush();
    this.#pending.push(message);
    this.#pendingBytes += message.length;
    if (this.#pending.length >= maxCount || this.#pendingBytes > preferredBytes) this.flush();
    else
      this.#timer ??= setTimeout(() => {
        this.flush();
      }, timeoutMs);
  }

  /** Cuts what has been collected, if anything. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const batch = this.#pending;
    this.#pending = [];
    this.#pendingBytes = 0;
    if (batch.length > 0) this.cut(batch);
  }
}
