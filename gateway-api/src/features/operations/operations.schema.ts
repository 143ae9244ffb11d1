import { idSchema } from '@baytrace/domain/identifiers';
import { z } from 'zod';
import { sealSchema } from '../../ledger/outbox/seal.js';
import { pageOf, pageQueryShape } from '../../platform/http/paging.js';

/** One command of the outbox: what was asked of the ledger, and what came of it. */
export const operationSchema = z
  .strictObject({
    id: idSchema,
    state: sealSchema.shape.state,
    type: z.string().describe('type of the ledger command'),
    createdAt: z.iso.datetime(),
    ledger: sealSchema,
    document: z.strictObject({ type: z.string(), id: z.string() }).nullable(),
  })
  .meta({ id: 'Operation' });
export type Operation = z.infer<typeof operationSchema>;

export const operationQuerySchema = z.strictObject({
  ...pageQueryShape,
  state: z.enum(['waiting', 'committed', 'refused']).optional(),
});
export type OperationQuery = z.infer<typeof operationQuerySchema>;

export const operationPageSchema = pageOf('OperationPage', operationSchema);
