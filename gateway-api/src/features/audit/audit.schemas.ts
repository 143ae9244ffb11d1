import { z } from 'zod';
import { pageOf, pageQueryShape } from '../../platform/http/paging.js';

const text = z.string().min(1).max(200);

/** Filters of the audit log, all exact. */
export const auditQuerySchema = z.strictObject({
  ...pageQueryShape,
  actor: text.optional(),
  action: text.optional(),
  objectType: text.optional(),
  objectId: text.optional(),
  result: text.optional(),
  requestId: text.optional(),
});
export type AuditQuery = z.infer<typeof auditQuerySchema>;

/** One line of the audit log; the actor is an account id, never a name. */
export const auditLineSchema = z
  .strictObject({
    seq: z.int(),
    time: z.iso.datetime(),
    actor: z.string().nullable(),
    enterprise: z.string().nullable(),
    ip: z.string().nullable(),
    session: z.string().nullable(),
    requestId: z.string().nullable(),
    action: z.string(),
    objectType: z.string().nullable(),
    objectId: z.string().nullable(),
    result: z.string(),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    previousHash: z.string(),
    hash: z.string(),
  })
  .meta({ id: 'AuditLine' });
export type AuditLineView = z.infer<typeof auditLineSchema>;

export const auditPageSchema = pageOf('AuditPage', auditLineSchema);

/** Outcome of recomputing the chain; `brokenAt` is the first line that is missing or was changed. */
export const auditVerificationSchema = z
  .strictObject({ intact: z.boolean(), lines: z.int(), head: z.string(), brokenAt: z.int().optional() })
  .meta({ id: 'AuditVerification' });
export type AuditVerification = z.infer<typeof auditVerificationSchema>;
