import { z } from 'zod';
import { jurisdictionSchema } from '../ledger/jurisdiction.js';
import { deviceCapabilitiesSchema } from './device-capabilities.js';
import { deviceIdSchema, journalIdSchema, printJobIdSchema } from './message-envelope.js';

/**
 * Retained on the state topic, and as last will with `online: false`. It has no expiry; of two states the one with
 * the higher `boot` is the newer. `device` says how the coder is, `online` whether the bridge is there to say it.
 */
export const deviceStateSchema = z.strictObject({
  v: z.literal(1),
  type: z.literal('state'),
  jurisdiction: jurisdictionSchema,
  device: deviceIdSchema,
  online: z.boolean(),
  condition: z.enum(['connecting', 'idle', 'marking', 'fault', 'offline']),
  /** Short reason when `condition` is `fault`. */
  fault: z.string().max(200).optional(),
  kind: z.enum(['inkjet', 'laser']),
  driver: z.string().max(64),
  capabilities: deviceCapabilitiesSchema.optional(),
  job: printJobIdSchema.optional(),
  journal: journalIdSchema,
  /** Starts of the bridge with this journal. */
  boot: z.int().min(1),
  /** Commands not obeyed since the journal was made, by kind. */
  refusals: z.record(z.string().max(40), z.int().min(0)),
  /** Public key the bridge signs with; trust the one registered with the device, not this one. */
  key: z.strictObject({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: z.string(),
    y: z.string(),
    kid: z.string(),
  }),
  /** Milliseconds since 1970. */
  at: z.int().positive(),
});
export type DeviceState = z.infer<typeof deviceStateSchema>;
