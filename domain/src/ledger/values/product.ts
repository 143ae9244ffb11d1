import { z } from 'zod';
import { gtin14Schema as gtinSchema } from '../../codes/index.js';
import { netContentSchema, unitSchema } from '../../quantities/index.js';
import { countrySchema, idSchema, version } from './primitives.js';

const name = z.string().trim().min(1).max(120);

/** A name in the four languages of the platform (S-49). */
export const namesSchema = z
  .strictObject({ 'zh-Hans': name, 'zh-Hant': name, en: name, pt: name })
  .meta({ id: 'Names' });
export type Names = z.infer<typeof namesSchema>;

/** Facts of a prepackaged food product (R-3.1a, R-3.1b); public. */
export const productFactsSchema = z.strictObject({
  id: idSchema,
  /** GTIN-14, or absent when the enterprise numbers the product itself. */
  gtin: gtinSchema.exactOptional(),
  number: z.string().regex(/^[A-Z0-9/-]{1,32}$/u),
  names: namesSchema,
  /** 预先定量包装 or 预先定量制作在包装材料和容器中 (R-3.1a). */
  prepackaged: z.enum(['pre-packed', 'made-in-pack']),
  packaging: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/u),
  netContent: netContentSchema,
  /** Unit in which its lots are counted, and the decimals a quantity may have. */
  unit: unitSchema,
  scale: z.int().min(0).max(6),
  category: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,39}$/u),
  origin: countrySchema,
});
export type ProductFacts = z.infer<typeof productFactsSchema>;

/** A product as the ledger keeps it. */
export const productSchema = productFactsSchema.extend({ v: version, enterprise: idSchema });
export type Product = z.infer<typeof productSchema>;
