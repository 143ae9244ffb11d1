import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { EntityManager } from 'typeorm';
import { type Account, demandPermission } from '../../platform/access/account.js';
import { Transactions } from '../../platform/database/transactions.js';
import { keyOf, type Page, toPage } from '../../platform/http/paging.js';
import { genesisHash, hashOf } from './audit-hash.js';
import { AuditLine } from './audit-line.entity.js';
import type { AuditQuery, AuditLineView, AuditVerification } from './audit.schemas.js';

const cursorSchema = z.tuple([z.string().regex(/^\d{1,18}$/u)]);
const chunk = 2_000;

const viewOf = (line: AuditLine): AuditLineView => ({
  seq: Number(line.seq),
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
  hash: line.hash,
});

/** Reads and checks the audit log. */
@Injectable()
export class AuditQueries {
  constructor(private readonly transactions: Transactions) {}

  /** Latest lines first. */
  async list(account: Account, query: AuditQuery): Promise<Page<AuditLineView>> {
    demandPermission(account, 'audit:read');
    const before = keyOf(query.cursor, cursorSchema)?.[0];
    const found = this.transactions.reader.createQueryBuilder(AuditLine, 'line').orderBy('line.seq', 'DESC');
    if (before !== undefined) found.andWhere('line.seq < :before', { before });
    for (const column of ['actor', 'action', 'objectType', 'objectId', 'result', 'requestId'] as const) {
      const value = query[column];
      if (value !== undefined) found.andWhere(`line.${column} = :${column}`, { [column]: value });
    }
    const lines = await found.take(query.limit + 1).getMany();
    return toPage(lines, query.limit, viewOf, (line) => [line.seq]);
  }

  /** Recomputes the whole chain from the first line to the head, in one snapshot. */
  async verify(account: Account): Promise<AuditVerification> {
    demandPermission(account, 'audit:read');
    return this.transactions.run((manager) => this.#walk(manager), 'REPEATABLE READ');
  }

  async #walk(manager: EntityManager): Promise<AuditVerification> {
    const [head] = await manager.query<{ seq: string; hash: string }[]>(
      'SELECT seq, hash FROM app.audit_head',
    );
    let seq = 0n;
    let hash = genesisHash;
    for (;;) {
      const lines = await this.#after(manager, seq);
      for (const line of lines) {
        const expected = String(seq + 1n);
        if (line.seq !== expected || line.previousHash !== hash || hashOf(line) !== line.hash) {
          return { intact: false, lines: Number(seq), head: hash, brokenAt: Number(expected) };
        }
        seq += 1n;
        hash = line.hash;
      }
      if (lines.length < chunk) break;
    }
    const whole = head?.seq === String(seq) && head.hash === hash;
    return whole
      ? { intact: true, lines: Number(seq), head: hash }
      : { intact: false, lines: Number(seq), head: hash, brokenAt: Number(seq) + 1 };
  }

  #after(manager: EntityManager, seq: bigint): Promise<AuditLine[]> {
    return manager
      .createQueryBuilder(AuditLine, 'line')
      .where('line.seq > :seq', { seq: String(seq) })
      .orderBy('line.seq')
      .take(chunk)
      .getMany();
  }
}
