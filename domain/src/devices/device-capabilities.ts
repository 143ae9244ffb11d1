import { z } from 'zod';

/** What a coder can do, declared by its driver and, where the device tells, read from it. */
export const deviceCapabilitiesSchema = z.strictObject({
  /** Longest text of one record, in characters. */
  maxPayload: z.int().min(1),
  charset: z.enum(['ascii', 'utf-8']),
  symbologies: z.array(z.enum(['text', 'qr', 'data-matrix'])),
  /** Records the device holds. */
  bufferDepth: z.int().min(1),
  /** What an acknowledged record means. */
  ackMeans: z.enum(['received', 'queued', 'printed']),
  /** How the device tells that a record was marked. */
  printDone: z.enum(['event', 'index', 'counter', 'none']),
  eventHasId: z.boolean(),
  /** What it does on the next product when its buffer is empty. */
  underrun: z.enum(['stop', 'repeat', 'skip']),
  /** Unmarked records can be cleared, for certain. */
  canClear: z.boolean(),
  /** The index of the last marked record can be read, also after a power cut. */
  canReadback: z.boolean(),
  clearsOnStop: z.boolean(),
});
export type DeviceCapabilities = z.infer<typeof deviceCapabilitiesSchema>;
