import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type AuditEntry, AuditTrail } from '../../platform/audit/audit-trail.js';
import { Transactions } from '../../platform/database/transactions.js';
import { currentRequest } from '../../platform/http/request-context.js';
import { hashOf } from './audit-hash.js';
import { AuditLine } from './audit-line.entity.js';

interface Head {
  seq: string;
  hash: string;
}

type Facts = Omit<AuditLine, 'seq' | 'time' | 'previousHash' | 'hash'>;

/** C0/C1 controls would let a line look like two in a viewer (ASVS 16.4.1). */
const oneLine = (text: string): string => text.replace(/\p{Cc}/gu, ' ').slice(0, 200);

const orNull = (text: string | undefined): string | null => (text === undefined ? null : oneLine(text));

const clean = (detail: AuditEntry['detail']): AuditLine['detail'] =>
  Object.fromEntries(
    Object.entries(detail ?? {}).map(([key, value]) => [
      key,
      typeof value === 'string' ? oneLine(value) : value,
    ]),
  );

const factsOf = (entry: AuditEntry): Facts => {
  const request = currentRequest();
  return {
    actor: orNull(request?.account?.id),
    enterprise: orNull(request?.account?.enterprise),
    ip: orNull(request?.ip),
    session: orNull(request?.session),
    requestId: orNull(request?.id),
    action: oneLine(entry.action),
    objectType: orNull(entry.objectType),
    objectId: orNull(entry.objectId),
    result: oneLine(entry.result),
    detail: clean(entry.detail),
  };
};

/** Writes the audit log: the locked head row gives the order, line and head change together. */
@Injectable()
export class AuditLog extends AuditTrail {
  constructor(private readonly transactions: Transactions) {
    super();
  }

  override async record(entry: AuditEntry): Promise<void> {
    const facts = factsOf(entry);
    await this.transactions.run((manager) => this.#append(manager, facts));
  }

  async #append(manager: EntityManager, facts: Facts): Promise<void> {
    const [head] = await manager.query<Head[]>('SELECT seq, hash FROM app.audit_head FOR UPDATE');
    if (head === undefined) throw new Error('the audit log has lost its head');
    const line = {
      ...facts,
      seq: String(BigInt(head.seq) + 1n),
      time: new Date(),
      previousHash: head.hash,
    };
    const hash = hashOf(line);
    await manager.insert(AuditLine, { ...line, hash });
    await manager.query('UPDATE app.audit_head SET seq = $1, hash = $2', [line.seq, hash]);
  }
}
