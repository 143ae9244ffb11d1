import { calendarDateSchema } from '@baytrace/domain/dates';
import { idSchema } from '@baytrace/domain/identifiers';
import { documentRefSchema, lotIdSchema, namesSchema } from '@baytrace/domain/ledger';
import { unitSchema } from '@baytrace/domain/quantities';
import { z } from 'zod';
import { sealSchema } from '../../ledger/outbox/seal.js';
import { searchSchema } from '../../platform/database/like-pattern.js';
import { pageOf, pageQueryShape } from '../../platform/http/paging.js';
import { stationSchema } from '../goods/goods.service.js';

const stop = z.enum(['none', 'held', 'recalled']);

/** Present stock of one lot (R-4.3.3a); held = coded + uncoded. */
export const stockRowSchema = z
  .strictObject({
    lot: z.string(),
    holder: stationSchema,
    kind: z.enum(['raw', 'finished', 'by-product']),
    product: z.string().nullable(),
    names: namesSchema.nullable().describe('of the product or the material'),
    lotNumber: z.string(),
    productionDate: z.string(),
    expiryDate: z.string(),
    expired: z.boolean(),
    unit: unitSchema,
    held: z.string(),
    coded: z.string(),
    uncoded: z.string(),
    slack: z.string().describe('units that codes in stock stand for and that were not there at the receipt'),
    inTransitIn: z.string(),
    inTransitOut: z.string(),
    status: z
      .enum(['released', 'held', 'recalled'])
      .describe("the gravest of the producer's and the regulators' words"),
    holds: z.strictObject({
      producer: z.enum(['released', 'held', 'recalled']),
      GD: stop,
      HK: stop,
      MO: stop,
    }),
  })
  .meta({ id: 'StockRow' });
export type StockRow = z.infer<typeof stockRowSchema>;

export const stockPageSchema = pageOf('StockPage', stockRowSchema);

export const stockQuerySchema = z.strictObject({
  ...pageQueryShape,
  q: searchSchema,
  product: idSchema.optional(),
  enterprise: idSchema.optional().describe('for regulators: one enterprise of the jurisdiction'),
});
export type StockQuery = z.infer<typeof stockQuerySchema>;

/** One movement of a lot at one holder (R-4.3.3b). */
export const stockMovementSchema = z
  .strictObject({
    time: z.string(),
    direction: z.enum(['in', 'out']),
    type: z.string().describe('movement type of the ledger: purchase, produce, ship, receive, sell, …'),
    quantity: z.string(),
    balance: z.string().describe('held after the movement'),
    document: documentRefSchema.nullable(),
    counterparty: stationSchema.nullable(),
    ledger: sealSchema,
  })
  .meta({ id: 'StockMovement' });
export type StockMovement = z.infer<typeof stockMovementSchema>;

export const movementPageSchema = pageOf('StockMovementPage', stockMovementSchema);

export const movementQuerySchema = z.strictObject({
  ...pageQueryShape,
  direction: z.enum(['in', 'out']).optional(),
  from: calendarDateSchema.optional().describe('first day, in the region'),
  upto: calendarDateSchema.optional().describe('last day, in the region'),
  enterprise: idSchema.optional().describe('for regulators: one enterprise of the jurisdiction'),
});
export type MovementQuery = z.infer<typeof movementQuerySchema>;

export const movementParamsSchema = z.strictObject({ lot: lotIdSchema });
