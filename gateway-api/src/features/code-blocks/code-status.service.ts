import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { formatEventTime } from '@baytrace/domain/dates';
import { DomainError } from '@baytrace/domain/errors';
import { checkRangeLimit, countOf, rangesFromIndexes, type RangeSet } from '@baytrace/domain/ranges';
import { LedgerIdentities } from '../../ledger/identity/ledger-identities.js';
import { Commands, type DocumentKey } from '../../ledger/outbox/commands.js';
import { draftSeal } from '../../ledger/outbox/seal.js';
import { type Account, enterpriseOf } from '../../platform/access/account.js';
import { Transactions } from '../../platform/database/transactions.js';
import { keyOf, type Page, type PageQuery, toPage } from '../../platform/http/paging.js';
import { randomId } from '../../platform/random-id.js';
import { CodeReader } from '../code-keys/code-reader.service.js';
import type { StatusChange, StatusRequest } from './code-block.schema.js';
import { findBlock } from './code-block.rows.js';

interface ChangeRow {
  readonly id: string;
  readonly seq: string;
  readonly status: 'disabled' | 'enabled';
  readonly reason: string;
  readonly ranges: RangeSet;
  readonly account: string;
  readonly created_at: Date;
}

const cursorSchema = z.tuple([z.string().regex(/^\d{1,18}$/u)]);
const documentType = 'code-status';
const columns = 'id, seq, status, reason, ranges, account, created_at';

/** Disabling and enabling of codes, with the history of both (R-4.2.6c,d). */
@Injectable()
export class CodeStatuses {
  constructor(
    private readonly transactions: Transactions,
    private readonly commands: Commands,
    private readonly identities: LedgerIdentities,
    private readonly reader: CodeReader,
  ) {}

  /** @throws DomainError `BT-BLOCK-UNKNOWN`, the refusal of the first code that is not of this block, `BT-LIMIT` */
  set(account: Account, key: string, locator: string, body: StatusRequest): Promise<DocumentKey> {
    const enterprise = enterpriseOf(account);
    const { status, reason } = body;
    return this.commands.run(
      {
        account: account.id,
        idempotencyKey: key,
        request: { route: 'code.status', locator, status, reason, codes: body.codes, ranges: body.ranges },
      },
      async () => {
        const ranges = await this.#rangesOf(enterprise, locator, body);
        const id = randomId();
        const command = randomId();
        const document = { type: documentType, id };
        const eventTime = formatEventTime(Date.now());
        return {
          document,
          commands: [
            {
              command: { type: 'set-code-status', id: command, eventTime, locator, ranges, status, reason },
              actor: { kind: 'enterprise', id: enterprise },
              identity: (await this.identities.enterprise(enterprise)).id,
              document,
              account: account.id,
            },
          ],
          write: async (manager) => {
            await manager.query(
              `INSERT INTO app.code_status_change (id, enterprise, command, account, locator, status, reason, ranges)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
              [id, enterprise, command, account.id, locator, status, reason, JSON.stringify(ranges)],
            );
          },
        };
      },
    );
  }

  /** @throws DomainError `BT-NOT-FOUND` */
  async get(account: Account, id: string): Promise<StatusChange> {
    const [row] = await this.transactions.reader.query<ChangeRow[]>(
      `SELECT ${columns} FROM app.code_status_change WHERE id = $1 AND ($2::text IS NULL OR enterprise = $2)`,
      [id, account.enterprise ?? null],
    );
    if (row === undefined) throw new DomainError('BT-NOT-FOUND');
    return { ...viewOf(row), ledger: await this.commands.seal({ type: documentType, id }) };
  }

  /** Changes of a block, latest first. */
  async list(account: Account, locator: string, query: PageQuery): Promise<Page<StatusChange>> {
    const rows = await this.transactions.reader.query<ChangeRow[]>(
      `SELECT ${columns} FROM app.code_status_change WHERE locator = $1 AND ($2::text IS NULL OR enterprise = $2)
         AND ($3::bigint IS NULL OR seq < $3) ORDER BY seq DESC LIMIT $4`,
      [locator, account.enterprise ?? null, keyOf(query.cursor, cursorSchema)?.[0] ?? null, query.limit + 1],
    );
    const seals = await this.commands.seals(
      documentType,
      rows.map((row) => row.id),
    );
    return toPage(
      rows,
      query.limit,
      (row) => ({ ...viewOf(row), ledger: seals.get(row.id) ?? draftSeal }),
      (row) => [row.seq],
    );
  }

  async #rangesOf(enterprise: string, locator: string, body: StatusRequest): Promise<RangeSet> {
    const block = await findBlock(this.transactions.reader, locator, enterprise);
    if (block === undefined) throw new DomainError('BT-BLOCK-UNKNOWN', { locator });
    if (body.codes === undefined) return body.ranges ?? [];
    const resolved = await this.reader.resolveMany(body.codes);
    const indexes = resolved.map((code) => {
      if (code instanceof DomainError) throw code;
      if (code.locator !== locator)
        throw new DomainError('BT-CODE-OTHER-PRODUCT', { locator, reason: 'block' });
      return code.index;
    });
    return checkRangeLimit(rangesFromIndexes(indexes));
  }
}

const viewOf = (row: ChangeRow): Omit<StatusChange, 'ledger'> => ({
  id: row.id,
  status: row.status,
  reason: row.reason,
  ranges: row.ranges,
  count: countOf(row.ranges),
  at: row.created_at.toISOString(),
  account: row.account,
});
