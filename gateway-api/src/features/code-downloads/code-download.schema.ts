import { z } from 'zod';
import { idSchema, locatorSchema } from '@baytrace/domain/ledger';
import { indexLimit, rangeSetSchema } from '@baytrace/domain/ranges';
import { sealSchema } from '../../ledger/outbox/seal.js';
import { pageOf, pageQueryShape } from '../../platform/http/paging.js';

/** Forms in which drawn codes can be taken (S-23). */
export const downloadFormats = ['csv', 'svg-zip'] as const;
export type DownloadFormat = (typeof downloadFormats)[number];
const formatSchema = z.enum(downloadFormats);

export const downloadParams = z.strictObject({ id: idSchema });

export const downloadRequestSchema = z
  .strictObject({
    count: z.int().min(1).max(indexLimit),
    from: z
      .int()
      .min(0)
      .max(indexLimit - 1)
      .optional()
      .describe('index of the first code; without it the lowest codes of the pool'),
  })
  .refine(({ from = 0, count }) => from + count <= indexLimit, {
    path: ['count'],
    message: 'beyond the last index',
  })
  .meta({ id: 'CodeDownloadRequest' });
export type DownloadRequest = z.infer<typeof downloadRequestSchema>;

const takenSchema = z.strictObject({ csv: z.boolean(), 'svg-zip': z.boolean() });
const timesSchema = z.strictObject({ csv: z.int(), 'svg-zip': z.int() });

export const downloadViewSchema = z
  .strictObject({
    id: idSchema,
    locator: locatorSchema,
    ranges: rangeSetSchema,
    count: z.int(),
    unassigned: z.int().describe('codes drawn that have not met their goods yet'),
    taken: takenSchema.describe('true: the format was taken; again only after a repeat was asked for'),
    copies: timesSchema.describe('how often each format was taken'),
    createdAt: z.string(),
    ledger: sealSchema,
  })
  .meta({ id: 'CodeDownload' });
export type DownloadView = z.infer<typeof downloadViewSchema>;

export const downloadQuerySchema = z.strictObject({ ...pageQueryShape, locator: locatorSchema.optional() });
export type DownloadQuery = z.infer<typeof downloadQuerySchema>;
export const downloadPageSchema = pageOf('CodeDownloadPage', downloadViewSchema);

export const contentQuerySchema = z.strictObject({
  format: formatSchema,
  text: z
    .enum(['none', 'serial'])
    .default('none')
    .describe('human-readable serial under each symbol (svg-zip)'),
});
export type ContentQuery = z.infer<typeof contentQuerySchema>;

/** Another copy of a format that was taken: a stated act, counted and audited (S-25). */
export const repeatRequestSchema = z
  .strictObject({ format: formatSchema, reason: z.string().trim().min(3).max(200) })
  .meta({ id: 'CodeDownloadRepeat' });
export type RepeatRequest = z.infer<typeof repeatRequestSchema>;
