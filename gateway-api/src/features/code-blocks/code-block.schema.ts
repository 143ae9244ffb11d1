import { z } from 'zod';
import { gtin14Schema } from '@baytrace/domain/codes';
import { codeWordSchema, idSchema, locatorSchema, lotIdSchema, namesSchema } from '@baytrace/domain/ledger';
import { indexLimit, rangeSetSchema } from '@baytrace/domain/ranges';
import { sealSchema } from '../../ledger/outbox/seal.js';
import { pageOf, pageQueryShape } from '../../platform/http/paging.js';

export const locatorParams = z.strictObject({ locator: locatorSchema });

/** Members of `issue codes`: item level only until templates are configurable. */
export const codeBlockRequestSchema = z
  .strictObject({
    product: idSchema,
    level: z.literal('item'),
    count: z.int().min(1).max(indexLimit),
    unitsPerCode: z
      .string()
      .max(30)
      .default('1')
      .describe("quantity in the product's unit that one code stands for"),
  })
  .meta({ id: 'CodeBlockRequest' });
export type CodeBlockRequest = z.infer<typeof codeBlockRequestSchema>;

const countSchema = z.int().min(0);

export const codeBlockViewSchema = z
  .strictObject({
    locator: locatorSchema,
    product: idSchema,
    productNames: namesSchema.nullable(),
    gtin: gtin14Schema.nullable(),
    level: codeWordSchema,
    unitsPerCode: z.string(),
    count: countSchema,
    root: z.string().describe('RFC 6962 root over the element strings, hex'),
    template: z.strictObject({ name: z.string(), form: z.string(), digest: z.string() }),
    pool: countSchema,
    drawn: countSchema,
    assigned: countSchema,
    voided: countSchema,
    disabled: countSchema,
    sample: z.string().nullable().describe('the first code of the block; null while its key is not here yet'),
    createdAt: z.string(),
    ledger: sealSchema,
  })
  .meta({ id: 'CodeBlock' });
export type CodeBlockView = z.infer<typeof codeBlockViewSchema>;

export const codeBlockQuerySchema = z.strictObject({ ...pageQueryShape, product: idSchema.optional() });
export type CodeBlockQuery = z.infer<typeof codeBlockQuerySchema>;
export const codeBlockPageSchema = pageOf('CodeBlockPage', codeBlockViewSchema);

/** Drawn codes meet goods: all that is left of a download, or stated ranges. */
export const assignmentRequestSchema = z
  .union([
    z.strictObject({ lot: lotIdSchema, download: idSchema }),
    z.strictObject({ lot: lotIdSchema, ranges: rangeSetSchema }),
  ])
  .meta({ id: 'CodeAssignmentRequest' });
export type AssignmentRequest = z.infer<typeof assignmentRequestSchema>;

export const assignmentSchema = z
  .strictObject({ locator: locatorSchema, lot: lotIdSchema, ranges: rangeSetSchema, ledger: sealSchema })
  .meta({ id: 'CodeAssignment' });
export type Assignment = z.infer<typeof assignmentSchema>;

/** Codes are disabled or enabled again, named one by one as scanned or as ranges of the block (R-4.2.6c,d). */
export const statusRequestSchema = z
  .strictObject({
    status: z.enum(['disabled', 'enabled']),
    reason: z.enum(['damaged', 'leaked', 'error', 'other']),
    codes: z.array(z.string().max(2000)).min(1).max(10_000).optional(),
    ranges: rangeSetSchema.optional(),
  })
  .refine(({ codes, ranges }) => (codes === undefined) !== (ranges === undefined || ranges.length === 0), {
    path: ['codes'],
    message: 'either codes or ranges',
  })
  .meta({ id: 'CodeStatusRequest' });
export type StatusRequest = z.infer<typeof statusRequestSchema>;

export const statusChangeSchema = z
  .strictObject({
    id: idSchema,
    status: z.enum(['disabled', 'enabled']),
    reason: codeWordSchema,
    ranges: rangeSetSchema,
    count: countSchema,
    at: z.string(),
    account: z.string().describe('id of the account'),
    ledger: sealSchema,
  })
  .meta({ id: 'CodeStatusChange' });
export type StatusChange = z.infer<typeof statusChangeSchema>;
export const statusChangePageSchema = pageOf('CodeStatusChangePage', statusChangeSchema);
