import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { DomainError } from '../errors/index.js';
import { base32FromBytes } from './base32.js';

/** Algorithm suites by their byte in the PRF input. 2 is reserved for SM4 with HKDF-SM3 and not built. */
export const codeSuites = { aes128HkdfSha256: 1, sm4HkdfSm3: 2 } as const;

/** Bytes of a block key. */
export const blockKeyBytes = 32;

/** Base-32 digits of a locator (30 bits). */
export const locatorDigits = 6;

/** What seals and opens the serials of one code block. Secret: never on the ledger, never in a log. */
export interface CodeKeys {
  readonly suite: 1;
  /** Six base-32 digits. */
  readonly locator: string;
  /** 16 bytes. */
  readonly tagKey: Uint8Array;
  /** 16 bytes. */
  readonly maskKey: Uint8Array;
}

const locatorPattern = /^[0-9A-HJKMNP-TV-Z]{6}$/u;

/** True for six canonical base-32 digits. */
export const isLocator = (text: string): boolean => locatorPattern.test(text);

/** A locator from random bytes (four or more); the caller supplies the randomness. */
export const locatorFromBytes = (random: Uint8Array): string => base32FromBytes(random, locatorDigits);

const label = (purpose: string, suite: number): Uint8Array =>
  new TextEncoder().encode(`baytrace sealed serial v1 suite ${String(suite)} ${purpose}`);

/**
 * Derives both keys of a block by HKDF-SHA-256 (RFC 5869, no salt, labelled info) from its 32-byte block key.
 * @throws DomainError `BT-INPUT-INVALID` for a key of another length, a malformed locator or a suite that is not built
 */
export const deriveCodeKeys = (blockKey: Uint8Array, locator: string, suite = 1): CodeKeys => {
  if (blockKey.length !== blockKeyBytes) throw new DomainError('BT-INPUT-INVALID', { field: 'blockKey' });
  if (!isLocator(locator)) throw new DomainError('BT-INPUT-INVALID', { field: 'locator' });
  if (suite !== codeSuites.aes128HkdfSha256)
    throw new DomainError('BT-INPUT-INVALID', { field: 'suite', suite });
  const derive = (purpose: string): Uint8Array =>
    hkdf(sha256, blockKey, undefined, label(purpose, suite), 16);
  return { suite, locator, tagKey: derive('tag'), maskKey: derive('mask') };
};
