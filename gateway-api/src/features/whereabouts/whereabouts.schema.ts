import { jurisdictionSchema, namesSchema } from '@baytrace/domain/ledger';
import { z } from 'zod';

export const whereaboutsQuerySchema = z
  .strictObject({
    code: z.string().trim().min(1).max(400).optional(),
    lot: z.string().trim().min(1).max(100).optional(),
  })
  .refine(({ code, lot }) => (code === undefined) !== (lot === undefined), {
    message: 'give a code or a lot',
  });

const partySchema = z.strictObject({
  enterprise: z.string(),
  name: z.string(),
  jurisdiction: jurisdictionSchema,
});

export const whereaboutsStates = [
  'stock',
  'in-transit',
  'missing',
  'used',
  'loss',
  'sold',
  'sampled',
  'disposed',
  'lost',
] as const;

/** Goods of one lot at one place, with the documents that brought them there (R-4.2.4d,e). */
export const whereaboutsLineSchema = z
  .strictObject({
    lot: z.string(),
    lotNumber: z.string(),
    holder: partySchema.nullable(),
    to: partySchema.nullable(),
    state: z.enum(whereaboutsStates),
    quantity: z.string(),
    unit: z.string(),
    recallContact: z.string().nullable(),
    documents: z.array(z.strictObject({ type: z.string(), number: z.string(), date: z.string() })),
  })
  .meta({ id: 'WhereaboutsLine' });
export type WhereaboutsLine = z.infer<typeof whereaboutsLineSchema>;

const lotSchema = z.strictObject({
  lot: z.string(),
  kind: z.enum(['raw', 'finished', 'by-product']),
  lotNumber: z.string(),
  names: namesSchema.nullable(),
  unit: z.string(),
  created: z.string(),
  /** Sums by state; with all lines seen they add up to `created` (R-4.2.4d). */
  totals: z.record(z.string(), z.string()),
  balanced: z.boolean(),
});

/** Where the goods of a lot, or of everything made from it, are now (R-4.2.4a–e). */
export const whereaboutsSchema = z
  .strictObject({
    subject: z.strictObject({
      kind: z.enum(['code', 'lot', 'raw-lot']),
      lot: z.string(),
      code: z.string().nullable(),
    }),
    /** False when the asker sees only its own part of the chain. */
    complete: z.boolean(),
    lots: z.array(lotSchema),
    lines: z.array(whereaboutsLineSchema),
  })
  .meta({ id: 'Whereabouts' });
export type Whereabouts = z.infer<typeof whereaboutsSchema>;
