import { idSchema } from '@baytrace/domain/identifiers';
import { namesSchema } from '@baytrace/domain/ledger';
import { scaleSchema, unitSchema } from '@baytrace/domain/quantities';
import { z } from 'zod';
import { searchSchema } from '../../platform/database/like-pattern.js';
import { pageOf, pageQueryShape } from '../../platform/http/paging.js';
import { versionSchema } from '../../platform/http/version.js';

const fields = { names: namesSchema, unit: unitSchema, scale: scaleSchema };

/** A raw material as its enterprise calls it; purchases choose from these. */
export const materialFieldsSchema = z.strictObject(fields).meta({ id: 'MaterialFields' });
export type MaterialFields = z.infer<typeof materialFieldsSchema>;

export const materialSchema = z
  .strictObject({ id: idSchema, ...fields, version: versionSchema })
  .meta({ id: 'Material' });
export type Material = z.infer<typeof materialSchema>;

export const materialQuerySchema = z.strictObject({ ...pageQueryShape, q: searchSchema });
export type MaterialQuery = z.infer<typeof materialQuerySchema>;

export const materialPageSchema = pageOf('MaterialPage', materialSchema);
