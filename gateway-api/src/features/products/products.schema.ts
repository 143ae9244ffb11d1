import { idSchema } from '@baytrace/domain/identifiers';
import { productFactsSchema } from '@baytrace/domain/ledger';
import { z } from 'zod';
import { sealSchema } from '../../ledger/outbox/seal.js';
import { searchSchema } from '../../platform/database/like-pattern.js';
import { pageOf, pageQueryShape } from '../../platform/http/paging.js';

const facts = productFactsSchema.shape;

/**
 * A prepackaged product as typed (R-3.1a, R-3.1b). GTIN, net content and number are read in the service, so that
 * full-width digits are taken and a refusal says why.
 */
export const productFieldsSchema = z
  .strictObject({
    number: z.string().trim().min(1).max(40),
    gtin: z.string().max(40).nullable().optional().describe('GTIN-8, -12, -13 or -14'),
    names: facts.names,
    prepackaged: facts.prepackaged.describe('loose goods are no product'),
    packaging: facts.packaging,
    netContent: z.strictObject({ value: z.string().max(30), unit: z.string().max(10) }),
    unit: facts.unit,
    scale: facts.scale,
    category: facts.category,
    origin: facts.origin,
  })
  .meta({ id: 'ProductFields' });
export type ProductFields = z.infer<typeof productFieldsSchema>;

/** A product with its seal; `gtin` is null when the enterprise numbers the product itself. */
export const productSchema = z
  .strictObject({
    ...facts,
    id: idSchema,
    enterprise: idSchema,
    gtin: z.string().nullable().describe('14 digits'),
    ledger: sealSchema,
  })
  .meta({ id: 'Product' });
export type Product = z.infer<typeof productSchema>;

export const productQuerySchema = z.strictObject({
  ...pageQueryShape,
  q: searchSchema,
  enterprise: idSchema.optional(),
});
export type ProductQuery = z.infer<typeof productQuerySchema>;

export const productPageSchema = pageOf('ProductPage', productSchema);
