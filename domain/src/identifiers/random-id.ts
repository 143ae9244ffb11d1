import { z } from 'zod';
import { base32FromBytes } from '../codes/base32.js';
import { DomainError } from '../errors/index.js';

/** Characters of an id. */
export const idLength = 26;

/** Random bytes that {@link idFromBytes} takes; 130 of their 136 bits are used. */
export const idRandomBytes = 17;

const idPattern = /^[0-9A-HJKMNP-TV-Z]{26}$/u;

/**
 * A pseudonymous id of an enterprise, command, batch or any other thing: 26 base-32 digits without meaning, so
 * nothing about a person or firm is on the ledger (charter §4). The caller supplies the randomness.
 * @param random {@link idRandomBytes} bytes of a cryptographic generator
 * @throws DomainError `BT-INPUT-INVALID` for another number of bytes
 */
export const idFromBytes = (random: Uint8Array): string => {
  if (random.length !== idRandomBytes) throw new DomainError('BT-INPUT-INVALID', { field: 'random' });
  return base32FromBytes(random, idLength);
};

/** True for 26 canonical base-32 digits. */
export const isId = (text: string): boolean => idPattern.test(text);

/** A random id. */
export const idSchema = z.string().regex(idPattern);

/** The random id of one command; repeats of a command carry the same. */
export const commandIdSchema = idSchema;

/** The random id of a batch; the movement key is made of it. */
export const batchIdSchema = idSchema;
