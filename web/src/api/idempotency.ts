const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A fresh Idempotency-Key: 24 characters of `[a-z0-9]`. */
export const newIdempotencyKey = (random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array): string =>
  Array.from(random(new Uint8Array(24)), (byte) => alphabet.charAt(byte % alphabet.length)).join('');

/**
 * The key of one user action. It stays the same while the same content is tried again (a lost connection, a
 * busy gateway), so that nothing happens twice, and is renewed once an answer was final or the content changed.
 */
export class ActionKey {
  #key: string | undefined;
  #content: string | undefined;
  readonly #random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array;

  constructor(
    random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = (bytes) => crypto.getRandomValues(bytes),
  ) {
    this.#random = random;
  }

  /** The key for sending `content` (anything JSON can carry). */
  keyFor(content: unknown): string {
    const text = JSON.stringify(content);
    if (this.#key === undefined || this.#content !== text) {
      this.#key = newIdempotencyKey(this.#random);
      this.#content = text;
    }
    return this.#key;
  }

  /** The action got its final answer: the next one is another action. */
  settle(): void {
    this.#key = undefined;
    this.#content = undefined;
  }
}
