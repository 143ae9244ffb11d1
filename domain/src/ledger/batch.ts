import { z } from 'zod';
import { isErrorCode, type ErrorCode } from '../errors/index.js';
import { commandSchema } from './commands/index.js';
import { jurisdictionSchema } from './jurisdiction.js';
import { exitSchema, parcelSchema } from './values/parcel.js';
import { digestSchema, idSchema, parcelIdSchema, version } from './values/primitives.js';

/** Who acts: an enterprise under its pseudonym, or an authority or a gateway under its jurisdiction. */
export const actorSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('enterprise'), id: idSchema }),
  z.strictObject({ kind: z.literal('authority'), id: jurisdictionSchema }),
  z.strictObject({ kind: z.literal('gateway'), id: jurisdictionSchema }),
]);
export type Actor = z.infer<typeof actorSchema>;

/** Most commands a batch may carry, and most parcels it may open. */
export const batchLimits = { commands: 200, parcels: 500, bytes: 900_000 } as const;

const distinctIds = (commands: readonly { readonly id: string }[]): boolean =>
  new Set(commands.map(({ id }) => id)).size === commands.length;

/**
 * One transaction: an ordered list of commands of one actor, frozen before it is first sent (charter §4).
 * `open` lists the parcels that chaincode loads; commands take from them in canonical order.
 */
export const batchSchema = z.strictObject({
  v: version,
  id: idSchema,
  actor: actorSchema,
  /** The one other jurisdiction whose endorsement the batch needs. */
  counterpart: jurisdictionSchema.exactOptional(),
  open: z.array(parcelIdSchema).max(batchLimits.parcels),
  /** Results, shipments and private data go by a command's id: one command each. */
  commands: z.array(commandSchema).min(1).max(batchLimits.commands).refine(distinctIds),
});
export type Batch = z.infer<typeof batchSchema>;

const resultSchema = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('done') }),
  z.strictObject({
    outcome: z.literal('refused'),
    code: z.custom<ErrorCode>((value) => typeof value === 'string' && isErrorCode(value)),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
]);
export type CommandResult = z.infer<typeof resultSchema>;

/** What `submitBatch` answers: the result of each command. */
export interface BatchResults {
  readonly results: readonly { readonly id: string; readonly result: CommandResult }[];
}

/** One command in the record: what it asked, what came of it, parcels it consumed and created, exits. */
export const commandRecordSchema = z.strictObject({
  command: commandSchema,
  result: resultSchema,
  consumed: z.array(parcelIdSchema),
  created: z.array(parcelSchema),
  exits: z.array(exitSchema),
});
export type CommandRecord = z.infer<typeof commandRecordSchema>;

/** The immutable record of a batch under `movement·actor·batch`. An abandoned batch has no commands. */
export const movementSchema = z.strictObject({
  v: version,
  batch: idSchema,
  actor: actorSchema,
  /** SHA-256 of the frozen bytes. */
  digest: digestSchema,
  abandoned: z.boolean(),
  commands: z.array(commandRecordSchema),
});
export type Movement = z.infer<typeof movementSchema>;
