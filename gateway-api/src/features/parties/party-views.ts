import { Injectable } from '@nestjs/common';
import { DomainError } from '@baytrace/domain';
import { type Account, demandPermission } from '../../platform/access/account.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Transactions } from '../../platform/database/transactions.js';
import { PersonalData } from '../../platform/personal-data/personal-data.js';
import { type EnterprisePartyRow, findParty, type PartyRow } from './parties.rows.js';
import type { Party, Revealed } from './parties.schema.js';

const recordOf = (row: PartyRow) =>
  ({
    id: row.id,
    enterprise: row.enterprise,
    types: row.types,
    name: row.name,
    address: row.address,
    region: row.region,
    platformEnterprise: row.platform_enterprise,
    platformName: row.platform_name,
    state: row.state,
    version: row.version,
  }) as const;

/** Parties as people see them: numbers of persons masked, in clear only with a reason (C-7.11). */
@Injectable()
export class PartyViews {
  constructor(
    private readonly transactions: Transactions,
    private readonly personalData: PersonalData,
    private readonly audit: AuditTrail,
  ) {}

  async of(row: PartyRow): Promise<Party> {
    if (row.kind === 'enterprise') return this.#enterprise(row);
    return {
      kind: 'individual',
      ...recordOf(row),
      identityNumber: row.identity_number_masked,
      telephone: row.telephone_masked,
    };
  }

  async ofAll(rows: readonly PartyRow[]): Promise<Party[]> {
    const views: Party[] = [];
    for (const row of rows) views.push(await this.of(row));
    return views;
  }

  /**
   * Identity number and telephone in clear; who saw them and why is in the audit log before the answer leaves.
   * @throws DomainError BT-NOT-FOUND, also when they were erased; BT-STATE-WRONG for an enterprise.
   */
  async reveal(account: Account, id: string, reason: string): Promise<Revealed> {
    demandPermission(account, 'party:reveal');
    this.audit.note({ objectType: 'party', objectId: id, detail: { reason } });
    const row = await findParty(this.transactions.reader, account.enterprise, id);
    if (row.kind !== 'individual') throw new DomainError('BT-STATE-WRONG', { kind: row.kind });
    return {
      identityNumber: await this.#open(id, 'identityNumber', row.identity_number),
      telephone: await this.#open(id, 'telephone', row.telephone),
    };
  }

  async #enterprise(row: EnterprisePartyRow): Promise<Party> {
    const { reader } = this.transactions;
    return {
      kind: 'enterprise',
      ...recordOf(row),
      creditCode: row.credit_code,
      legalPerson: row.legal_person,
      contactPerson: row.contact_person,
      contactDetails: (await this.personalData.open(reader, row.id, 'contactDetails', row.contact)) ?? '—',
    };
  }

  async #open(id: string, field: string, sealed: string): Promise<string> {
    const text = await this.personalData.open(this.transactions.reader, id, field, sealed);
    if (text === undefined) throw new DomainError('BT-NOT-FOUND', { type: 'personal-data' });
    return text;
  }
}
