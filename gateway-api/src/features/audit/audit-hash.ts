import { canonicalJson } from '@baytrace/domain/ledger';
import { createHash } from 'node:crypto';
import type { AuditLine } from './audit-line.entity.js';

/** Previous hash of the first line. */
export const genesisHash = '0'.repeat(64);

/** SHA-256 (hex) over the canonical JSON of every column but `hash`, the previous hash among them. */
export const hashOf = (line: Omit<AuditLine, 'hash'>): string => {
  const members = {
    seq: line.seq,
    time: line.time.toISOString(),
    actor: line.actor,
    enterprise: line.enterprise,
    ip: line.ip,
    session: line.session,
    requestId: line.requestId,
    action: line.action,
    objectType: line.objectType,
    objectId: line.objectId,
    result: line.result,
    detail: line.detail,
    previousHash: line.previousHash,
  };
  return createHash('sha256').update(canonicalJson(members)).digest('hex');
};
