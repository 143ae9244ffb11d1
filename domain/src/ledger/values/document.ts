import { z } from 'zod';
import { calendarDateSchema as dateSchema } from '../../dates/index.js';
import { documentNumberSchema } from '../../identifiers/index.js';
import { codeWordSchema, digestSchema } from './primitives.js';

/** A business document that a movement names (R-4.2.4e): CBV bizTransaction in EPCIS terms. */
export const documentRefSchema = z.strictObject({
  type: codeWordSchema,
  number: documentNumberSchema,
  date: dateSchema,
  /** HMAC of the record with a salt kept at home, hex. */
  digest: digestSchema.exactOptional(),
});
export type DocumentRef = z.infer<typeof documentRefSchema>;

/** A file of a lot (R-4.2.2d, R-4.2.2e): only its hash is on the ledger. */
export const lotFileSchema = z.strictObject({
  type: codeWordSchema,
  sha256: digestSchema,
  number: documentNumberSchema.exactOptional(),
  date: dateSchema.exactOptional(),
});
export type LotFile = z.infer<typeof lotFileSchema>;
