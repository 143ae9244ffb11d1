import { Global, Module } from '@nestjs/common';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { AuditLog } from './audit-log.service.js';
import { AuditQueries } from './audit-query.service.js';
import { AuditController } from './audit.controller.js';

/** The audit log; everybody records through the port `AuditTrail`. */
@Global()
@Module({
  controllers: [AuditController],
  providers: [AuditQueries, { provide: AuditTrail, useClass: AuditLog }],
  exports: [AuditTrail],
})
export class AuditModule {}
