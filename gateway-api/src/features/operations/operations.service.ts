import { Injectable } from '@nestjs/common';
import { DomainError } from '@baytrace/domain';
import { z } from 'zod';
import { GatewayConfig } from '../../config/gateway-config.js';
import { sealOf, sealQuery, type SealRow } from '../../ledger/outbox/seal.js';
import { type Account, demandPermission } from '../../platform/access/account.js';
import { Transactions } from '../../platform/database/transactions.js';
import { keyOf, type Page, toPage } from '../../platform/http/paging.js';
import type { Operation, OperationQuery } from './operations.schema.js';

const cursorSchema = z.tuple([z.string().regex(/^\d{1,18}$/u)]);

const rowStates = { waiting: ['waiting', 'frozen'], committed: ['done'], refused: ['refused'] } as const;

interface OperationRow extends SealRow {
  readonly type: string;
  readonly seq: string;
  readonly document_type: string | null;
  readonly document_id: string | null;
  readonly created_at: Date;
}

const viewOf = (row: OperationRow): Operation => {
  const ledger = sealOf(row);
  const { document_type: type, document_id: id } = row;
  return {
    id: row.id,
    state: ledger.state,
    type: row.type,
    createdAt: row.created_at.toISOString(),
    ledger,
    document: type === null || id === null ? null : { type, id },
  };
};

/** What was asked of the ledger: by the account's enterprise, or for the jurisdiction by authority and gateway. */
@Injectable()
export class Operations {
  constructor(
    private readonly transactions: Transactions,
    private readonly config: GatewayConfig,
  ) {}

  /** Latest first. */
  async list(account: Account, query: OperationQuery): Promise<Page<Operation>> {
    demandPermission(account, 'operation:read');
    const rows = await this.transactions.reader.query<OperationRow[]>(
      `${sealQuery}
       WHERE o.actor_kind = ANY ($1) AND o.actor = $2 AND ($3::text[] IS NULL OR o.state = ANY ($3))
         AND ($4::bigint IS NULL OR o.seq < $4)
       ORDER BY o.seq DESC LIMIT $5`,
      [
        ...this.#scopeOf(account),
        query.state === undefined ? null : rowStates[query.state],
        keyOf(query.cursor, cursorSchema)?.[0] ?? null,
        query.limit + 1,
      ],
    );
    return toPage(rows, query.limit, viewOf, (row) => [row.seq]);
  }

  /** @throws DomainError BT-NOT-FOUND, also for an operation of somebody else. */
  async get(account: Account, id: string): Promise<Operation> {
    demandPermission(account, 'operation:read');
    const [row] = await this.transactions.reader.query<OperationRow[]>(
      `${sealQuery} WHERE o.actor_kind = ANY ($1) AND o.actor = $2 AND o.id = $3`,
      [...this.#scopeOf(account), id],
    );
    if (row === undefined) throw new DomainError('BT-NOT-FOUND', { type: 'operation' });
    return viewOf(row);
  }

  /** Kinds of actor and the actor whose operations the account sees. */
  #scopeOf(account: Account): readonly [readonly string[], string] {
    return account.enterprise === undefined
      ? [['authority', 'gateway'], this.config.jurisdiction]
      : [['enterprise'], account.enterprise];
  }
}
