import { Controller, Query } from '@nestjs/common';
import { type Account, CurrentAccount } from '../../platform/access/account.js';
import type { Page } from '../../platform/http/paging.js';
import { Route } from '../../platform/http/route.js';
import { AuditQueries } from './audit-query.service.js';
import {
  type AuditLineView,
  auditPageSchema,
  type AuditQuery,
  auditQuerySchema,
  type AuditVerification,
  auditVerificationSchema,
} from './audit.schemas.js';

/** The audit log for those who audit (GB/T 22239-2019 7.1.5.2). */
@Controller()
export class AuditController {
  constructor(private readonly queries: AuditQueries) {}

  @Route('GET /audit', {
    permission: 'audit:read',
    summary: 'Lines of the audit log, latest first',
    query: auditQuerySchema,
    ok: { schema: auditPageSchema },
  })
  list(@CurrentAccount() account: Account, @Query() query: AuditQuery): Promise<Page<AuditLineView>> {
    return this.queries.list(account, query);
  }

  @Route('GET /audit/verification', {
    permission: 'audit:read',
    summary: 'Recompute the hash chain of the whole log',
    ok: { schema: auditVerificationSchema },
  })
  verify(@CurrentAccount() account: Account): Promise<AuditVerification> {
    return this.queries.verify(account);
  }
}
