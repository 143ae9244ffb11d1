import { z } from 'zod';
import { jurisdictionSchema } from '../ledger/jurisdiction.js';

/** Name of a device or a print job: a topic segment, so no `/`, `+`, `#` or `$`. */
const segment = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/u);

/** Name of a device, unique in its jurisdiction; segment of its topics. */
export const deviceIdSchema = segment.meta({ id: 'DeviceId' });

/** Name of a print job, unique for ever (a ULID or UUID). */
export const printJobIdSchema = segment.meta({ id: 'PrintJobId' });

/** Name of one journal of a bridge: random, made when the journal is made; a lost journal never comes back by name. */
export const journalIdSchema = segment;

/**
 * What every message about a job carries. `epoch` is the gateway's number for its view of the job, raised when a
 * gateway was restored from a backup; a bridge ignores what is lower than the highest it saw. `expires` is in
 * milliseconds since 1970; a message past it is never obeyed. A resent message is signed anew with a later `expires`.
 */
export const messageEnvelope = {
  v: z.literal(1),
  id: segment,
  jurisdiction: jurisdictionSchema,
  device: deviceIdSchema,
  job: printJobIdSchema,
  epoch: z.int().min(0),
  expires: z.int().positive(),
} as const;

/** `typ` of the protected JWS header of every message; `alg` is ES256, `kid` names the signer's key. */
export const deviceMessageType = 'baytrace-device+jws';

/** Longest life of a message in milliseconds: one whose `expires` lies further ahead is refused. */
export const maxMessageLife = 24 * 3600 * 1000;

/** Longest accepted message in bytes, as JWS. */
export const maxMessageBytes = 512 * 1024;

/** Most codes in one refill. */
export const maxChunkSize = 500;
