import { documentRefSchema } from '@baytrace/domain/ledger';
import { z } from 'zod';
import { sealSchema } from '../../ledger/outbox/seal.js';
import { pageOf, pageQueryShape } from '../../platform/http/paging.js';
import { searchSchema } from '../../platform/database/like-pattern.js';
import { lotShape, stationSchema } from '../goods/goods.service.js';

/** A shipment addressed to the asker, lot by lot; shipped = received + inTransit + missing. */
export const deliverySchema = z
  .strictObject({
    shipment: z.string(),
    from: stationSchema,
    to: stationSchema,
    document: documentRefSchema.nullable(),
    shippedAt: z.string(),
    lines: z.array(
      z.strictObject({
        ...lotShape,
        shipped: z.string(),
        received: z.string(),
        inTransit: z.string(),
        missing: z.string().describe('not there at a receipt by count; comes in by its codes'),
      }),
    ),
    ledger: sealSchema,
  })
  .meta({ id: 'Delivery' });
export type Delivery = z.infer<typeof deliverySchema>;

export const deliveryPageSchema = pageOf('DeliveryPage', deliverySchema);

export const deliveryQuerySchema = z.strictObject({
  ...pageQueryShape,
  state: z
    .enum(['open', 'all'])
    .default('all')
    .describe('open: something of it is still on the way or missing'),
  q: searchSchema,
});
export type DeliveryQuery = z.infer<typeof deliveryQuerySchema>;
