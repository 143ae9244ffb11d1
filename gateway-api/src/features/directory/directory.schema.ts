import { idSchema } from '@baytrace/domain/identifiers';
import { enterpriseRoleSchema, enterpriseStatusSchema, jurisdictionSchema } from '@baytrace/domain/ledger';
import { z } from 'zod';
import { searchSchema } from '../../platform/database/like-pattern.js';
import { pageOf, pageQueryShape } from '../../platform/http/paging.js';

/** What the three jurisdictions show each other of an enterprise. */
export const directoryEntrySchema = z
  .strictObject({
    enterprise: idSchema,
    jurisdiction: jurisdictionSchema,
    name: z.string(),
    premisesType: z.string(),
    registrationNumber: z.string().nullable().describe('null for a natural person'),
    recallContact: z.string(),
    roles: z.array(enterpriseRoleSchema),
    status: enterpriseStatusSchema,
    own: z.boolean().describe('the enterprise of the asker'),
  })
  .meta({ id: 'DirectoryEntry' });
export type DirectoryEntry = z.infer<typeof directoryEntrySchema>;

export const directoryQuerySchema = z.strictObject({
  ...pageQueryShape,
  q: searchSchema,
  jurisdiction: jurisdictionSchema.optional(),
  role: enterpriseRoleSchema.optional(),
});
export type DirectoryQuery = z.infer<typeof directoryQuerySchema>;

export const directoryPageSchema = pageOf('DirectoryPage', directoryEntrySchema);
