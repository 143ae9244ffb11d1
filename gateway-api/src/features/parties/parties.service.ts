import { Injectable } from '@nestjs/common';
import { DomainError } from '@baytrace/domain';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { type Account, demandPermission, enterpriseOf } from '../../platform/access/account.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Transactions } from '../../platform/database/transactions.js';
import { keyOf, type Page, toPage } from '../../platform/http/paging.js';
import { expectVersion } from '../../platform/http/version.js';
import { PersonalData } from '../../platform/personal-data/personal-data.js';
import { randomId } from '../../platform/random-id.js';
import { findParties, findParty, insertParty, type PartyRow, updateParty } from './parties.rows.js';
import type { Party, PartyChanges, PartyFields, PartyQuery } from './parties.schema.js';
import { changedValues } from './party-changes.js';
import { columnsOf, type SealField } from './party-columns.js';
import { PartyViews } from './party-views.js';

const cursorSchema = z.tuple([z.string(), z.string()]);
const objectType = 'party';

/** Suppliers and customers of an enterprise, kept by its administrator; retired, never deleted. */
@Injectable()
export class Parties {
  constructor(
    private readonly transactions: Transactions,
    private readonly personalData: PersonalData,
    private readonly views: PartyViews,
    private readonly audit: AuditTrail,
  ) {}

  /** Own parties by name; a regulator sees those of the jurisdiction's enterprises (R-4.4b). */
  async list(account: Account, query: PartyQuery): Promise<Page<Party>> {
    demandPermission(account, 'party:read');
    const after = keyOf(query.cursor, cursorSchema);
    const rows = await findParties(this.transactions.reader, account.enterprise, query, after);
    const page = toPage(
      rows,
      query.limit,
      (row) => row,
      (row) => [row.name, row.id],
    );
    return { next: page.next, items: await this.views.ofAll(page.items) };
  }

  /** Adds a party. @throws DomainError BT-IDENTIFIER-INVALID, BT-ALREADY-EXISTS */
  async create(account: Account, { kind, ...values }: PartyFields): Promise<Party> {
    demandPermission(account, 'party:write');
    const enterprise = enterpriseOf(account);
    const id = randomId();
    this.audit.note({ objectType, objectId: id });
    const row = await this.transactions.run(async (manager) => {
      const columns = await columnsOf(values, this.#sealerOf(manager, id));
      await insertParty(manager, { id, enterprise, kind, created_by: account.id, ...columns });
      return findParty(manager, enterprise, id);
    });
    return this.views.of(row);
  }

  /**
   * Changes what is given.
   * @throws DomainError BT-NOT-FOUND, BT-VERSION-STALE, BT-STATE-WRONG for a retired party, and as `create`.
   */
  change(account: Account, id: string, changes: PartyChanges): Promise<Party> {
    return this.#edit(account, id, async (manager, row) => {
      expectVersion(row.version, changes.version);
      if (row.state === 'retired') throw new DomainError('BT-STATE-WRONG', { state: row.state });
      const columns = await columnsOf(changedValues(row, changes), this.#sealerOf(manager, id));
      this.audit.note({ detail: { changed: Object.keys(columns).join(' ') } });
      await updateParty(manager, id, columns);
    });
  }

  /** Takes a party off the choices; old documents keep it (S-36). A retired one stays as it is. */
  retire(account: Account, id: string): Promise<Party> {
    return this.#edit(account, id, async (manager, row) => {
      if (row.state === 'active') await updateParty(manager, id, { state: 'retired' });
    });
  }

  /** A party of this enterprise for a document. @throws DomainError BT-NOT-FOUND, also for another enterprise's. */
  of(enterprise: string, id: string): Promise<PartyRow> {
    return findParty(this.transactions.reader, enterprise, id);
  }

  async #edit(
    account: Account,
    id: string,
    work: (manager: EntityManager, row: PartyRow) => Promise<void>,
  ): Promise<Party> {
    demandPermission(account, 'party:write');
    const enterprise = enterpriseOf(account);
    this.audit.note({ objectType, objectId: id });
    const row = await this.transactions.run(async (manager) => {
      await work(manager, await findParty(manager, enterprise, id, true));
      return findParty(manager, enterprise, id);
    });
    return this.views.of(row);
  }

  #sealerOf(manager: EntityManager, id: string): SealField {
    return (field, value) => this.personalData.seal(manager, id, field, value);
  }
}
