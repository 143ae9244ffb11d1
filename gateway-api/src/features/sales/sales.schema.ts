import { calendarDateSchema } from '@baytrace/domain/dates';
import { lotIdSchema } from '@baytrace/domain/ledger';
import { z } from 'zod';
import { sealSchema } from '../../ledger/outbox/seal.js';
import { searchSchema } from '../../platform/database/like-pattern.js';
import { pageOf, pageQueryShape } from '../../platform/http/paging.js';
import { lotShape, scansSchema } from '../goods/goods.service.js';

const about = {
  documentNumber: z.string().min(1).max(64).optional().describe('number of the till receipt'),
  date: calendarDateSchema.optional().describe('today unless told'),
};

/** Goods with codes by their codes, goods without by lot and quantity. */
export const newSaleSchema = z
  .union([
    z.strictObject({ codes: scansSchema, ...about }),
    z.strictObject({
      lines: z
        .array(z.strictObject({ lot: lotIdSchema, quantity: z.string().min(1).max(30) }))
        .min(1)
        .max(200),
      ...about,
    }),
  ])
  .meta({ id: 'NewSale' });
export type NewSale = z.infer<typeof newSaleSchema>;

/** A sale to consumers: custody ends, nobody is named (S-61). */
export const saleSchema = z
  .strictObject({
    id: z.string(),
    number: z.string(),
    documentNumber: z.string().nullable(),
    date: z.string(),
    customer: z.literal('consumer'),
    lines: z.array(z.strictObject({ ...lotShape, quantity: z.string(), codes: z.int() })),
    ledger: sealSchema,
  })
  .meta({ id: 'Sale' });
export type Sale = z.infer<typeof saleSchema>;

export const salePageSchema = pageOf('SalePage', saleSchema);

export const saleQuerySchema = z.strictObject({ ...pageQueryShape, q: searchSchema });
export type SaleQuery = z.infer<typeof saleQuerySchema>;
