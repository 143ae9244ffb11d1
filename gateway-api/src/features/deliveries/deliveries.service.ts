import { Injectable } from '@nestjs/common';
import { formatEventTime } from '@baytrace/domain/dates';
import { formatDecimal } from '@baytrace/domain/quantities';
import { type Account, demandPermission } from '../../platform/access/account.js';
import { Transactions } from '../../platform/database/transactions.js';
import { type Page, toPage } from '../../platform/http/paging.js';
import {
  committedSeal,
  LotReader,
  lotMembers,
  stationOf,
  Stations,
  type LotFacts,
  type Station,
} from '../goods/goods.service.js';
import { listShipments, shipmentKey, type ReceiverScope, type ShipmentRow } from './deliveries.rows.js';
import type { Delivery, DeliveryQuery } from './deliveries.schema.js';
import { Shipments, type ShipmentLot } from './shipments.service.js';

interface Facts {
  readonly lots: ReadonlyMap<string, LotFacts>;
  readonly stations: ReadonlyMap<string, Station>;
  readonly figures: ReadonlyMap<string, readonly ShipmentLot[]>;
}

const stationWith = (id: string, { stations }: Facts): Delivery['from'] => {
  const station = stations.get(id);
  if (station === undefined) throw new Error(`a shipment of an enterprise that the index lacks: ${id}`);
  return stationOf(station);
};

const lineOf = (figure: ShipmentLot, { lots }: Facts): Delivery['lines'] => {
  const lot = lots.get(figure.lot);
  if (lot === undefined) return [];
  const text = (steps: bigint): string => formatDecimal(steps, lot.scale);
  return [
    {
      ...lotMembers(lot),
      shipped: text(figure.shipped),
      received: text(figure.received),
      inTransit: text(figure.inTransit),
      missing: text(figure.missing),
    },
  ];
};

const viewOf = (row: ShipmentRow, facts: Facts): Delivery => ({
  shipment: row.shipment,
  from: stationWith(row.sender, facts),
  to: stationWith(row.receiver, facts),
  document: row.documents[0] ?? null,
  shippedAt: formatEventTime(row.shipped_at.getTime()),
  lines: (facts.figures.get(row.shipment) ?? []).flatMap((figure) => lineOf(figure, facts)),
  ledger: committedSeal(row),
});

/** Shipments addressed to this enterprise, from the ledger alone (R-4.3.1a, S-8). */
@Injectable()
export class Deliveries {
  constructor(
    private readonly transactions: Transactions,
    private readonly shipments: Shipments,
    private readonly lots: LotReader,
    private readonly stations: Stations,
  ) {}

  /** Newest first; a regulator sees those to the enterprises of the jurisdiction. */
  async list(account: Account, query: DeliveryQuery): Promise<Page<Delivery>> {
    demandPermission(account, 'receipt:read');
    const scope: ReceiverScope =
      account.enterprise === undefined
        ? { jurisdiction: account.jurisdiction }
        : { enterprise: account.enterprise };
    const rows = await listShipments(this.transactions.reader, scope, query);
    const facts = await this.#facts(rows);
    return toPage(rows, query.limit, (row) => viewOf(row, facts), shipmentKey);
  }

  async #facts(rows: readonly ShipmentRow[]): Promise<Facts> {
    const figures = await this.shipments.of(rows.map(({ shipment }) => shipment));
    const lots = await this.lots.of([...figures.values()].flat().map(({ lot }) => lot));
    const stations = await this.stations.of(rows.flatMap(({ sender, receiver }) => [sender, receiver]));
    return { figures, lots, stations };
  }
}
