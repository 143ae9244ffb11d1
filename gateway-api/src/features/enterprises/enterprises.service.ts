import { Injectable } from '@nestjs/common';
import { DomainError } from '@baytrace/domain';
import { registrationIdType } from '@baytrace/domain/identifiers';
import { z } from 'zod';
import { GatewayConfig } from '../../config/gateway-config.js';
import { Commands } from '../../ledger/outbox/commands.js';
import { draftSeal, type Seal } from '../../ledger/outbox/seal.js';
import { type Account, demandPermission, enterpriseOf } from '../../platform/access/account.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Transactions } from '../../platform/database/transactions.js';
import { keyOf, type Page, toPage } from '../../platform/http/paging.js';
import { maskIdentityNumber, maskPhone } from '../../platform/personal-data/masking.js';
import { PersonalData } from '../../platform/personal-data/personal-data.js';
import { type EnterpriseRow, findEnterprise, findEnterprises } from './enterprises.rows.js';
import type { EnterpriseQuery, EnterpriseView } from './enterprises.schema.js';
import { personalField } from './register-enterprise.service.js';
import type { PersonalFields } from './registration-record.js';

const cursorSchema = z.tuple([z.string(), z.string()]);
const documentType = 'enterprise';

/** What is shown of a record whose personal data were erased. */
const erased: PersonalFields = {
  registrationNumber: '—',
  domicile: '—',
  legalRepresentative: '—',
  contactPerson: '—',
  contactDetails: '—',
};

const masked = (row: EnterpriseRow, personal: PersonalFields): PersonalFields =>
  registrationIdType(row.identifier_type).personal
    ? { ...personal, registrationNumber: maskIdentityNumber(personal.registrationNumber) }
    : personal;

/** Registration records: an enterprise sees its own, the authority those of its jurisdiction (R-4.2.8a, R-4.4.1a). */
@Injectable()
export class Enterprises {
  constructor(
    private readonly config: GatewayConfig,
    private readonly transactions: Transactions,
    private readonly commands: Commands,
    private readonly personalData: PersonalData,
    private readonly audit: AuditTrail,
  ) {}

  /** Records the account may see, by name; contact details masked. */
  async list(account: Account, query: EnterpriseQuery): Promise<Page<EnterpriseView>> {
    demandPermission(account, 'enterprise:read');
    const after = keyOf(query.cursor, cursorSchema);
    const rows = await findEnterprises(this.transactions.reader, account.enterprise, query, after);
    const seals = await this.commands.seals(
      documentType,
      rows.map((row) => row.id),
    );
    const views = new Map<string, EnterpriseView>();
    for (const row of rows.slice(0, query.limit)) {
      const view = await this.#viewOf(row, seals.get(row.id) ?? draftSeal);
      views.set(row.id, { ...view, contactDetails: maskPhone(view.contactDetails) });
    }
    const page = toPage(
      rows,
      query.limit,
      (row) => views.get(row.id),
      (row) => [row.name, row.id],
    );
    return { ...page, items: page.items.filter((view) => view !== undefined) };
  }

  /** The record of the account's own enterprise. @throws DomainError BT-FORBIDDEN for an account without one. */
  own(account: Account): Promise<EnterpriseView> {
    return this.get(account, enterpriseOf(account));
  }

  /**
   * One record in full; a view by somebody else than the enterprise itself is recorded.
   * @throws DomainError BT-NOT-FOUND, also for what the account may not see.
   */
  async get(account: Account, id: string): Promise<EnterpriseView> {
    demandPermission(account, 'enterprise:read');
    if (account.enterprise !== undefined && account.enterprise !== id) {
      throw new DomainError('BT-NOT-FOUND', { type: documentType });
    }
    const row = await findEnterprise(this.transactions.reader, id);
    if (account.enterprise === undefined) {
      await this.audit.record({
        action: 'enterprise.view',
        result: 'ok',
        objectType: documentType,
        objectId: id,
      });
    }
    return this.#viewOf(row, await this.commands.seal({ type: documentType, id }));
  }

  async #viewOf(row: EnterpriseRow, ledger: Seal): Promise<EnterpriseView> {
    const opened = await this.personalData.open(
      this.transactions.reader,
      row.id,
      personalField,
      row.personal,
    );
    const personal = opened === undefined ? erased : (JSON.parse(opened) as PersonalFields);
    return {
      id: row.id,
      jurisdiction: this.config.jurisdiction,
      status: row.status,
      name: row.name,
      premisesType: row.premises_type,
      identifierType: row.identifier_type,
      region: row.region,
      recallContact: row.recall_contact,
      roles: row.roles,
      ...masked(row, personal),
      ledger,
      version: row.version,
    };
  }
}
