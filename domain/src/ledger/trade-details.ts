import { z } from 'zod';
import { idSchema, version } from './values/primitives.js';

const money = z.string().regex(/^(0|[1-9]\d{0,12})(\.\d{1,2})?$/u);

/** Order lines and prices of one cross-border shipment; private data of exactly its two jurisdictions (charter §4). */
export const tradeDetailsSchema = z.strictObject({
  v: version,
  command: idSchema,
  orderNumber: z.string().trim().max(64).exactOptional(),
  currency: z.enum(['CNY', 'HKD', 'MOP']),
  lines: z
    .array(
      z.strictObject({
        product: idSchema,
        quantity: z.string().max(30),
        unit: z.string().max(10),
        unitPrice: money,
      }),
    )
    .max(200),
  /** Customs particulars (S-28), text as given. */
  customs: z.record(z.string().regex(/^[a-zA-Z]{1,30}$/u), z.string().trim().max(64)).exactOptional(),
  /** 16 random bytes, hex. */
  salt: z.string().regex(/^[0-9a-f]{32}$/u),
});
export type TradeDetails = z.infer<typeof tradeDetailsSchema>;
