import { Injectable } from '@nestjs/common';
import { formatEventTime } from '@baytrace/domain/dates';
import { DomainError } from '@baytrace/domain/errors';
import { countOf, type RangeSet } from '@baytrace/domain/ranges';
import type { EntityManager } from 'typeorm';
import { LedgerIdentities } from '../../ledger/identity/ledger-identities.js';
import { Commands, type DocumentKey } from '../../ledger/outbox/commands.js';
import type { OutgoingCommand } from '../../ledger/outbox/outbox-command.js';
import { type Account, enterpriseOf } from '../../platform/access/account.js';
import { Transactions } from '../../platform/database/transactions.js';
import { randomId } from '../../platform/random-id.js';
import type { Assignment, AssignmentRequest } from './code-block.schema.js';
import { findBlock, rangesInParcels } from './code-block.rows.js';

/** Codes that meet goods of a lot. */
export interface NewAssignment {
  readonly enterprise: string;
  readonly account: string;
  readonly locator: string;
  readonly lot: string;
  readonly ranges: RangeSet;
  /** The print job that marked them. */
  readonly job: string | null;
}

/** A planned assignment: its command, and the writing of its row. */
interface PlannedAssignment {
  readonly document: DocumentKey;
  readonly outgoing: OutgoingCommand;
  readonly write: (manager: EntityManager) => Promise<void>;
}

const documentType = 'code-assignment';

/** Drawn codes meet goods (OPEN-SCS commissioning). */
@Injectable()
export class CodeAssignments {
  constructor(
    private readonly transactions: Transactions,
    private readonly commands: Commands,
    private readonly identities: LedgerIdentities,
  ) {}

  /** @throws DomainError `BT-BLOCK-UNKNOWN`, `BT-CODE-NOT-DRAWN`, and the ledger's refusals (`BT-GOODS-SHORT`, …) */
  assign(account: Account, key: string, locator: string, body: AssignmentRequest): Promise<DocumentKey> {
    const enterprise = enterpriseOf(account);
    return this.commands.run(
      { account: account.id, idempotencyKey: key, request: { route: 'code.assign', locator, ...body } },
      async () => {
        const ranges = await this.#rangesOf(enterprise, locator, body);
        const assignment = { enterprise, account: account.id, locator, lot: body.lot, ranges, job: null };
        const { document, outgoing, write } = await this.#plan(assignment);
        return { document, commands: [outgoing], write };
      },
    );
  }

  /**
   * Stores an assignment and its command in the caller's database transaction, without rehearsal; for codes that a
   * line has marked already, whatever the ledger thinks of it. Wake the outbox afterwards.
   */
  async enqueue(manager: EntityManager, assignment: NewAssignment): Promise<void> {
    const { outgoing, write } = await this.#plan(assignment);
    await write(manager);
    await this.commands.enqueue(manager, outgoing);
  }

  /** @throws DomainError `BT-NOT-FOUND` for an assignment of somebody else */
  async get(account: Account, id: string): Promise<Assignment> {
    const [row] = await this.transactions.reader.query<Omit<Assignment, 'ledger'>[]>(
      `SELECT locator, lot, ranges FROM app.code_assignment WHERE id = $1 AND ($2::text IS NULL OR enterprise = $2)`,
      [id, account.enterprise ?? null],
    );
    if (row === undefined) throw new DomainError('BT-NOT-FOUND');
    return { ...row, ledger: await this.commands.seal({ type: documentType, id }) };
  }

  async #rangesOf(enterprise: string, locator: string, body: AssignmentRequest): Promise<RangeSet> {
    const manager = this.transactions.reader;
    if ((await findBlock(manager, locator, enterprise)) === undefined) {
      throw new DomainError('BT-BLOCK-UNKNOWN', { locator });
    }
    const ranges =
      'ranges' in body ? body.ranges : await rangesInParcels(manager, locator, 'drawn', body.download);
    if (countOf(ranges) === 0) throw new DomainError('BT-CODE-NOT-DRAWN', { locator, count: 0 });
    return ranges;
  }

  async #plan(assignment: NewAssignment): Promise<PlannedAssignment> {
    const { enterprise, account, locator, lot, ranges, job } = assignment;
    const id = randomId();
    const command = randomId();
    const document = { type: documentType, id };
    return {
      document,
      outgoing: {
        command: {
          type: 'assign-codes',
          id: command,
          eventTime: formatEventTime(Date.now()),
          lot,
          codes: [{ locator, ranges }],
        },
        actor: { kind: 'enterprise', id: enterprise },
        identity: (await this.identities.enterprise(enterprise)).id,
        document,
        account,
      },
      write: async (manager) => {
        await manager.query(
          `INSERT INTO app.code_assignment (id, enterprise, command, account, locator, lot, ranges, job)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
          [id, enterprise, command, account, locator, lot, JSON.stringify(ranges), job],
        );
      },
    };
  }
}
