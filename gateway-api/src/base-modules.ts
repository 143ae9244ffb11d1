import type { Type } from '@nestjs/common';
import { AccountRow } from './features/accounts/account.entity.js';
import { AccountsModule } from './features/accounts/accounts.module.js';
import { SessionRow } from './features/accounts/session.entity.js';
import { AuditLine } from './features/audit/audit-line.entity.js';
import { AuditModule } from './features/audit/audit.module.js';
import { FilesModule } from './features/files/files.module.js';
import { StoredFile } from './features/files/stored-file.entity.js';
import { HealthModule } from './features/health/health.module.js';
import { AuditLog1764000000001 } from './migrations/0001-audit-log.js';
import { Accounts1764000000002 } from './migrations/0002-accounts.js';
import { StoredFiles1764000000003 } from './migrations/0003-stored-files.js';
import { SubjectKeys1764000000004 } from './migrations/0004-subject-keys.js';
import type { DatabaseShape } from './platform/database/connect-database.js';
import { SubjectKey } from './platform/personal-data/subject-key.entity.js';

/** What every gateway needs to sign people in, audit them and keep their files; runs without a ledger. */
export const baseModules: readonly Type[] = [AuditModule, AccountsModule, HealthModule, FilesModule];

/** Entities and migrations of {@link baseModules}. */
export const baseShape: DatabaseShape = {
  entities: [SubjectKey, AccountRow, SessionRow, AuditLine, StoredFile],
  migrations: [
    AuditLog1764000000001,
    Accounts1764000000002,
    StoredFiles1764000000003,
    SubjectKeys1764000000004,
  ],
};
