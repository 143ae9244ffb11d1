import { Injectable } from '@nestjs/common';
import { DomainError } from '@baytrace/domain/errors';
import type { Jurisdiction } from '@baytrace/domain/ledger';
import { Stations, type Station } from '../goods/goods.service.js';
import { Parties } from '../parties/parties.service.js';
import type { DispatchRow } from './dispatches.rows.js';
import type { Customer } from './dispatches.schema.js';

/** Who gets the goods: an enterprise on the platform, or somebody outside, where custody ends (S-61). */
export interface ResolvedCustomer {
  readonly name: string;
  readonly enterprise: string | null;
  readonly jurisdiction: Jurisdiction | null;
}

const customerOf = (id: string, stations: ReadonlyMap<string, Station>): ResolvedCustomer => {
  const station = stations.get(id);
  return { name: station?.name ?? id, enterprise: id, jurisdiction: station?.jurisdiction ?? null };
};

/** Customers of dispatches: enterprises of the directory, and the enterprise's own trading parties. */
@Injectable()
export class Customers {
  constructor(
    private readonly stations: Stations,
    private readonly parties: Parties,
  ) {}

  /**
   * @throws DomainError `BT-ENTERPRISE-UNKNOWN`, `BT-ENTERPRISE-SUSPENDED`, `BT-RECEIVER-WRONG` for oneself,
   *   `BT-NOT-FOUND` for a party of somebody else, `BT-STATE-WRONG` for one that is no active customer
   */
  async check(enterprise: string, customer: Customer): Promise<ResolvedCustomer> {
    if ('party' in customer) return this.#party(enterprise, customer.party);
    return this.#station(enterprise, customer.enterprise);
  }

  /** Name and jurisdiction for lists, by dispatch id; an enterprise without a card here shows its id. */
  async of(rows: readonly DispatchRow[]): Promise<ReadonlyMap<string, ResolvedCustomer>> {
    const stations = await this.stations.of(rows.flatMap((r) => r.customer_enterprise ?? []));
    const found = rows.map(async (row): Promise<[string, ResolvedCustomer]> => {
      if (row.customer_party === null) return [row.id, customerOf(row.customer_enterprise ?? '', stations)];
      return [row.id, await this.#shownParty(row.enterprise, row.customer_party)];
    });
    return new Map(await Promise.all(found));
  }

  async #shownParty(enterprise: string, id: string): Promise<ResolvedCustomer> {
    const { name, platform_enterprise: platform } = await this.parties.of(enterprise, id);
    const station = platform === null ? undefined : (await this.stations.of([platform])).get(platform);
    return { name, enterprise: platform, jurisdiction: station?.jurisdiction ?? null };
  }

  async #party(enterprise: string, id: string): Promise<ResolvedCustomer> {
    const party = await this.parties.of(enterprise, id);
    if (party.state !== 'active' || !party.types.includes('customer')) {
      throw new DomainError('BT-STATE-WRONG', { party: id, reason: 'no active customer' });
    }
    if (party.platform_enterprise === null) return { name: party.name, enterprise: null, jurisdiction: null };
    return { ...(await this.#station(enterprise, party.platform_enterprise)), name: party.name };
  }

  async #station(enterprise: string, id: string): Promise<ResolvedCustomer> {
    if (id === enterprise) throw new DomainError('BT-RECEIVER-WRONG', { to: id, reason: 'own' });
    const station = (await this.stations.of([id])).get(id);
    if (station === undefined) throw new DomainError('BT-ENTERPRISE-UNKNOWN', { enterprise: id });
    if (station.status !== 'active') throw new DomainError('BT-ENTERPRISE-SUSPENDED', { enterprise: id });
    return { name: station.name, enterprise: id, jurisdiction: station.jurisdiction };
  }
}
