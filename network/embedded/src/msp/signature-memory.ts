import { sha256, verifyLowS } from '../cryptography/ecdsa.js';
import type { Identity } from './identity.js';

/** Signatures already found good, so that a transaction checked at endorsement and submit is not verified again at commit. */
const REMEMBERED = 50_000;

/**
 * Verifies signatures and remembers the good ones by (identity, message, signature).
 * The memory is bounded: the oldest half is forgotten first.
 */
export class SignatureMemory {
  #young = new Set<string>();
  #old = new Set<string>();

  /**
   * True when `signature` is a low-S ECDSA signature of `identity` over sha256(`message`) and the identity is valid: it
   * has exactly one role (msp/mspimplvalidate.go validateIdentityOUsV142).
   */
  async verify(identity: Identity, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
    if (identity.role === undefined) return false;
    const key = memoryKey(identity, message, signature);
    if (this.#young.has(key) || this.#old.has(key)) return true;
    const valid = await verifyLowS(identity.publicKey, message, signature);
    if (valid) this.#remember(key);
    return valid;
  }

  /** Records a signature this process has just made itself (an endorsement), which needs no verification. */
  trust(identity: Identity, message: Uint8Array, signature: Uint8Array): void {
    this.#remember(memoryKey(identity, message, signature));
  }

  #remember(key: string): void {
    this.#young.add(key);
    if (this.#young.size < REMEMBERED / 2) return;
    this.#old = this.#young;
    this.#young = new Set();
  }
}

function memoryKey(identity: Identity, message: Uint8Array, signature: Uint8Array): string {
  return sha256(identity.digest, sha256(message), signature).toString('base64');
}
