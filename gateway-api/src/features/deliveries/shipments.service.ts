import { Injectable } from '@nestjs/common';
import type { DocumentRef } from '@baytrace/domain/ledger';
import { Transactions } from '../../platform/database/transactions.js';

/** How far one lot of a shipment has come; `shipped` = received + inTransit + missing, in ledger steps. */
export interface ShipmentLot {
  readonly lot: string;
  readonly shipped: bigint;
  readonly received: bigint;
  /** On the way, codes and all. */
  readonly inTransit: bigint;
  /** Not there at a receipt by count; comes in by its codes when it turns up. */
  readonly missing: bigint;
}

interface LotRow {
  readonly shipment: string;
  readonly lot: string;
  readonly shipped: string;
  readonly in_transit: string;
  readonly missing: string;
}

const lotOf = (row: LotRow): ShipmentLot => {
  const [shipped, inTransit, missing] = [BigInt(row.shipped), BigInt(row.in_transit), BigInt(row.missing)];
  return { lot: row.lot, shipped, inTransit, missing, received: shipped - inTransit - missing };
};

/** Who sent a shipment to whom, under which document. */
export interface ShipmentHead {
  readonly shipment: string;
  readonly sender: string;
  readonly receiver: string;
  readonly document: DocumentRef | null;
}

/** Figures of shipments, from the ledger's parcels: the same at the sender and at the receiver (S-8). */
@Injectable()
export class Shipments {
  constructor(private readonly transactions: Transactions) {}

  /** Lots of each shipment; the id of a shipment is the id of its `ship` command. */
  async of(shipments: readonly string[]): Promise<ReadonlyMap<string, readonly ShipmentLot[]>> {
    if (shipments.length === 0) return new Map();
    const rows = await this.transactions.reader.query<LotRow[]>(
      `SELECT shipment, lot, coalesce(sum(quantity) FILTER (WHERE created_by = shipment), 0) AS shipped,
         coalesce(sum(quantity) FILTER (WHERE spent_by IS NULL AND missing_from IS NULL), 0) AS in_transit,
         coalesce(sum(quantity) FILTER (WHERE spent_by IS NULL AND missing_from IS NOT NULL), 0) AS missing
       FROM ledger.parcel WHERE shipment = ANY($1) GROUP BY shipment, lot ORDER BY shipment, lot`,
      [shipments],
    );
    const found = new Map<string, ShipmentLot[]>();
    for (const row of rows) found.set(row.shipment, [...(found.get(row.shipment) ?? []), lotOf(row)]);
    return found;
  }

  /** Heads by shipment; what is no committed shipment is absent. */
  async heads(shipments: readonly string[]): Promise<ReadonlyMap<string, ShipmentHead>> {
    if (shipments.length === 0) return new Map();
    const rows = await this.transactions.reader.query<ShipmentHead[]>(
      `SELECT id AS shipment, actor AS sender, counterparty AS receiver, body -> 'documents' -> 0 AS document
       FROM ledger.command WHERE id = ANY($1) AND type = 'ship' AND outcome = 'done'`,
      [shipments],
    );
    return new Map(rows.map((row) => [row.shipment, row]));
  }
}
