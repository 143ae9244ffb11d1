import { Injectable } from '@nestjs/common';
import { formatEventTime } from '@baytrace/domain/dates';
import { DomainError } from '@baytrace/domain/errors';
import {
  checkRangeLimit,
  containsAll,
  countOf,
  differenceOf,
  rangeOf,
  type RangeSet,
  takeLowest,
  unionOf,
} from '@baytrace/domain/ranges';
import type { EntityManager } from 'typeorm';
import { LedgerIdentities } from '../../ledger/identity/ledger-identities.js';
import { type CommandRequest, Commands, type DocumentKey } from '../../ledger/outbox/commands.js';
import { type Account, enterpriseOf } from '../../platform/access/account.js';
import { Transactions } from '../../platform/database/transactions.js';
import { randomId } from '../../platform/random-id.js';
import { findBlock, rangesBeingDrawn, rangesInParcels } from './code-block.rows.js';
import { OneAtATime } from '../../platform/one-at-a-time.js';

/** Codes somebody wants: the lowest `count` of the pool, or exactly `count` from index `from` on. */
export interface CodeWish {
  readonly count: number;
  readonly from?: number | undefined;
}

/** A draw to be made for a download or a print job; its id is the purpose's id on the ledger. */
export interface DrawRequest {
  readonly account: Account;
  readonly request: CommandRequest;
  readonly locator: string;
  readonly wish: CodeWish;
  readonly purpose: 'download' | 'print-job';
  readonly documentType: string;
  /** Writes what hangs on the draw, in its database transaction. */
  readonly write: (
    manager: EntityManager,
    draw: { readonly id: string; readonly ranges: RangeSet },
  ) => Promise<void>;
}

const exactly = (locator: string, free: RangeSet, from: number, count: number): RangeSet => {
  const wanted = rangeOf(from, from + count);
  if (containsAll(free, wanted)) return wanted;
  const missing = differenceOf(wanted, free);
  throw new DomainError('BT-CODE-NOT-IN-POOL', {
    locator,
    index: missing[0]?.[0] ?? from,
    count: countOf(missing),
  });
};

/**
 * Picks ranges out of the free ones.
 * @throws DomainError `BT-CODE-NOT-IN-POOL` for stated codes that are not free, `BT-CODE-COUNT` for more than there are
 */
export const pickCodes = (locator: string, free: RangeSet, wish: CodeWish): RangeSet => {
  if (wish.from !== undefined) return exactly(locator, free, wish.from, wish.count);
  const available = countOf(free);
  if (available < wish.count)
    throw new DomainError('BT-CODE-COUNT', { locator, wanted: wish.count, available });
  return takeLowest(free, wish.count).taken;
};

/** The one way out of the pool: a range leaves it once, for one download or one print job (charter §5). */
@Injectable()
export class CodeDraws {
  readonly #perBlock = new OneAtATime();

  constructor(
    private readonly transactions: Transactions,
    private readonly commands: Commands,
    private readonly identities: LedgerIdentities,
  ) {}

  /**
   * Draws codes of an own block. Draws of one block run one after the other, so that two clerks get different codes.
   * @throws DomainError `BT-BLOCK-UNKNOWN`, `BT-CODE-NOT-IN-POOL`, `BT-CODE-COUNT`
   */
  draw(draw: DrawRequest): Promise<DocumentKey> {
    const enterprise = enterpriseOf(draw.account);
    return this.#perBlock.run(draw.locator, () =>
      this.commands.run(draw.request, async () => {
        const id = randomId();
        const command = randomId();
        const ranges = await this.#pick(enterprise, draw.locator, draw.wish);
        const document = { type: draw.documentType, id };
        return {
          document,
          commands: [
            {
              command: {
                type: 'draw-codes',
                id: command,
                eventTime: formatEventTime(Date.now()),
                locator: draw.locator,
                ranges,
                purpose: { type: draw.purpose, id },
              },
              actor: { kind: 'enterprise', id: enterprise },
              identity: (await this.identities.enterprise(enterprise)).id,
              document,
              account: draw.account.id,
            },
          ],
          write: async (manager) => {
            await manager.query(
              `INSERT INTO app.code_draw (id, enterprise, command, account, locator, purpose, ranges, count)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
              [
                ...[id, enterprise, command, draw.account.id, draw.locator, draw.purpose],
                ...[JSON.stringify(ranges), countOf(ranges)],
              ],
            );
            await draw.write(manager, { id, ranges });
          },
        };
      }),
    );
  }

  async #pick(enterprise: string, locator: string, wish: CodeWish): Promise<RangeSet> {
    const manager = this.transactions.reader;
    if ((await findBlock(manager, locator, enterprise)) === undefined) {
      throw new DomainError('BT-BLOCK-UNKNOWN', { locator });
    }
    const pool = await rangesInParcels(manager, locator, 'pool');
    const pending = (await rangesBeingDrawn(manager, locator)).reduce(unionOf, []);
    return checkRangeLimit(pickCodes(locator, differenceOf(pool, pending), wish));
  }
}
