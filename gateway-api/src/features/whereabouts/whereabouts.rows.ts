import type { DocumentRef, Jurisdiction, Names } from '@baytrace/domain/ledger';
import type { EntityManager } from 'typeorm';
import type { whereaboutsStates } from './whereabouts.schema.js';

export type WhereaboutsState = (typeof whereaboutsStates)[number];

/** Most lots a trace may reach before it is refused as too large for one answer. */
export const mostLots = 5_000;

export interface LotRow {
  readonly id: string;
  readonly enterprise: string;
  readonly kind: 'raw' | 'finished' | 'by-product';
  readonly number: string;
  readonly unit: string;
  readonly scale: number;
  readonly created: string;
  readonly names: Names | null;
}

/** A lot and every lot made from it, in ledger order of depth; a parcel changes lot only in `produce`. */
export const lotAndDescendants = (manager: EntityManager, lot: string): Promise<LotRow[]> =>
  manager.query<LotRow[]>(
    `WITH RECURSIVE reach(id) AS (
       SELECT $1::text UNION SELECT i.child FROM reach r JOIN ledger.lot_input i ON i.parent = r.id)
     SELECT l.id, l.enterprise, l.kind, l.number, l.unit, l.scale, l.created, p.body -> 'names' AS names
     FROM reach r JOIN ledger.lot l ON l.id = r.id
     LEFT JOIN ledger.product p ON p.enterprise = l.enterprise AND p.id = l.product
     ORDER BY (l.id = $1) DESC, l.kind, l.number LIMIT $2`,
    [lot, mostLots + 1],
  );

export interface PlaceRow {
  readonly lot: string;
  readonly state: WhereaboutsState;
  readonly holder: string;
  readonly transit_to: string | null;
  readonly shipment: string | null;
  readonly quantity: string;
}

/** Open goods by lot, place and shipment, and exits by lot, kind and holder; in the same order at every gateway. */
export const placesOfLots = (manager: EntityManager, lots: readonly string[]): Promise<PlaceRow[]> =>
  manager.query<PlaceRow[]>(
    `SELECT lot, CASE WHEN missing_from IS NOT NULL THEN 'missing' WHEN transit_to IS NOT NULL THEN 'in-transit'
         ELSE 'stock' END AS state, holder, transit_to, shipment, sum(quantity)::text AS quantity
     FROM ledger.parcel WHERE lot = ANY($1) AND spent_by IS NULL AND kind = 'goods' AND quantity > 0
     GROUP BY 1, 2, 3, 4, 5
     UNION ALL
     SELECT lot, type, holder, NULL, NULL, sum(quantity)::text FROM ledger.exit
     WHERE lot = ANY($1) GROUP BY 1, 2, 3
     ORDER BY 1, 2, 3, 4, 5`,
    [lots],
  );

export interface DocumentRow {
  readonly lot: string;
  /** Holder whom the documents brought the goods to. */
  readonly holder: string;
  readonly shipment: string | null;
  readonly state: string;
  readonly documents: DocumentRef[];
}

/** Documents of shipments by receiver, of exits by holder, and of making or buying by the lot's own enterprise. */
export const documentsOfLots = (manager: EntityManager, lots: readonly string[]): Promise<DocumentRow[]> =>
  manager.query<DocumentRow[]>(
    `SELECT DISTINCT p.lot, p.transit_to AS holder, p.shipment, 'shipment' AS state, c.body -> 'documents' AS documents
     FROM ledger.parcel p JOIN ledger.command c ON c.id = p.shipment AND c.outcome = 'done' WHERE p.lot = ANY($1)
     UNION ALL
     SELECT DISTINCT x.lot, x.holder, NULL, x.type, coalesce(c.body -> 'documents', '[]'::jsonb)
     FROM ledger.exit x JOIN ledger.command c ON c.id = x.command AND c.outcome = 'done' WHERE x.lot = ANY($1)
     UNION ALL
     SELECT DISTINCT p.lot, p.holder, NULL, 'made', c.body -> 'documents'
     FROM ledger.parcel p JOIN ledger.command c ON c.id = p.created_by AND c.outcome = 'done'
     WHERE p.lot = ANY($1) AND (c.type = 'purchase' OR (c.type = 'produce' AND NOT EXISTS (
       SELECT 1 FROM jsonb_array_elements((c.body -> 'inputs') || (c.body -> 'losses')) u WHERE u ->> 'lot' = p.lot)))
     ORDER BY 1, 2, 3, 4, 5`,
    [lots],
  );

export interface PartyRow {
  readonly id: string;
  readonly name: string | null;
  readonly jurisdiction: Jurisdiction;
  readonly recall_contact: string | null;
}

export const partiesOf = async (
  manager: EntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PartyRow>> => {
  const rows = await manager.query<PartyRow[]>(
    `SELECT e.id, d.name, e.jurisdiction, d.recall_contact FROM ledger.enterprise e
     LEFT JOIN ledger.directory_card d ON d.enterprise = e.id WHERE e.id = ANY($1)`,
    [[...new Set(ids)]],
  );
  return new Map(rows.map((row) => [row.id, row]));
};
