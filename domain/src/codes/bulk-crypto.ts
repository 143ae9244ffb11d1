import { ecb } from '@noble/ciphers/aes.js';
import { sha256 } from '@noble/hashes/sha2.js';

/**
 * The heavy arithmetic of codes, on packed buffers, so that a million codes take few calls. Implementations are
 * pinned equal by `test-vectors.json`: noble here (browser, chaincode), native code in the gateway.
 */
export interface BulkCrypto {
  /** AES-128 of every 16-byte block under a 16-byte key, no padding (FIPS 197; ECB used as a bare permutation). */
  aesEcbEncrypt(key: Uint8Array, blocks: Uint8Array): Uint8Array;
  /** SHA-256 (FIPS 180-4) of `data`. */
  sha256(data: Uint8Array): Uint8Array;
  /** SHA-256(0x00 ‖ leaf) of every `width`-byte leaf packed in `leaves` (RFC 6962 §2.1); 32 bytes each. */
  sha256Leaves(leaves: Uint8Array, width: number): Uint8Array;
  /** SHA-256(0x01 ‖ left ‖ right) of every 64-byte pair packed in `pairs` (RFC 6962 §2.1); 32 bytes each. */
  sha256Pairs(pairs: Uint8Array): Uint8Array;
}

/** Bytes of a SHA-256 digest. */
export const hashBytes = 32;

const hashPacked = (messages: Uint8Array, width: number, label: number): Uint8Array => {
  const count = messages.length / width;
  const digests = new Uint8Array(count * hashBytes);
  const message = new Uint8Array(width + 1);
  message[0] = label;
  for (let at = 0; at < count; at += 1) {
    message.set(messages.subarray(at * width, (at + 1) * width), 1);
    digests.set(sha256(message), at * hashBytes);
  }
  return digests;
};

/** {@link BulkCrypto} in pure JavaScript, for the browser and for tests. */
export const nobleBulkCrypto: BulkCrypto = {
  aesEcbEncrypt: (key, blocks) => ecb(key, { disablePadding: true }).encrypt(blocks),
  sha256: (data) => sha256(data),
  sha256Leaves: (leaves, width) => hashPacked(leaves, width, 0),
  sha256Pairs: (pairs) => hashPacked(pairs, 2 * hashBytes, 1),
};
