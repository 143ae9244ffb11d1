import { sameCodeKey } from './split-scans.js';

/** Sends codes to the gateway and says what became of each. */
export type SendCodes = (codes: readonly string[]) => Promise<void>;

/**
 * Keeps up with a fast scanner: codes wait while a request is under way and then go together, in the order
 * scanned. A code of this sitting scanned again is not sent (S-27).
 */
export class ScanQueue {
  readonly #seen = new Set<string>();
  readonly #waiting: string[] = [];
  readonly #send: SendCodes;
  readonly #largest: number;
  #running: Promise<void> | null = null;

  constructor(send: SendCodes, largest = 500) {
    this.#send = send;
    this.#largest = largest;
  }

  /** Codes not yet answered for. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Takes codes in; returns those that had been scanned before. */
  add(codes: readonly string[]): string[] {
    const repeated: string[] = [];
    for (const code of codes) {
      const key = sameCodeKey(code);
      if (this.#seen.has(key)) repeated.push(code);
      else {
        this.#seen.add(key);
        this.#waiting.push(code);
      }
    }
    return repeated;
  }

  /** Lets a code be scanned again, after it was refused or taken back. */
  release(code: string): void {
    this.#seen.delete(sameCodeKey(code));
  }

  /** Sends what waits, until nothing does. @throws what sending throws; the codes of that request wait again */
  flush(): Promise<void> {
    this.#running ??= this.#drain().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const codes = this.#waiting.splice(0, this.#largest);
      try {
        await this.#send(codes);
      } catch (error) {
        this.#waiting.unshift(...codes);
        throw error;
      }
    }
  }
}
