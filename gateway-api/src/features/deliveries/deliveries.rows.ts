import type { DocumentRef } from '@baytrace/domain/ledger';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { likePattern } from '../../platform/database/like-pattern.js';
import { keyOf } from '../../platform/http/paging.js';
import type { DeliveryQuery } from './deliveries.schema.js';

/** A committed `ship` command. */
export interface ShipmentRow {
  readonly shipment: string;
  readonly sender: string;
  readonly receiver: string;
  readonly shipped_at: Date;
  readonly documents: readonly DocumentRef[];
  readonly transaction: string;
  readonly block: string;
  readonly position: number;
  readonly n: number;
  readonly time: Date;
  readonly endorsers: string[];
}

/** Whose shipments: those to one enterprise, or to all of a jurisdiction (regulators). */
export type ReceiverScope =
  { readonly enterprise: string } | { readonly enterprise?: undefined; readonly jurisdiction: string };

const select = `
  SELECT c.id AS shipment, c.actor AS sender, c.counterparty AS receiver, c.event_time AS shipped_at,
    c.body -> 'documents' AS documents, c.transaction, c.block, c.position, c.n, t.time, t.endorsers
  FROM ledger.command c
  JOIN ledger.transaction t ON t.id = c.transaction
  JOIN ledger.enterprise r ON r.id = c.counterparty
  LEFT JOIN ledger.directory_card d ON d.enterprise = c.actor
  WHERE c.type = 'ship' AND c.outcome = 'done' AND ($1::text IS NULL OR c.counterparty = $1)
    AND ($2::text IS NULL OR r.jurisdiction = $2)`;

const scopeValues = (scope: ReceiverScope): readonly (string | null)[] =>
  scope.enterprise === undefined ? [null, scope.jurisdiction] : [scope.enterprise, null];

const cursorSchema = z.tuple([z.string().regex(/^\d{1,18}$/u), z.int().min(0), z.int().min(0)]);

/** Newest first; one row more than asked for. */
export const listShipments = (
  manager: EntityManager,
  scope: ReceiverScope,
  query: DeliveryQuery,
): Promise<readonly ShipmentRow[]> => {
  const [block, position, n] = keyOf(query.cursor, cursorSchema) ?? [null, null, null];
  return manager.query<ShipmentRow[]>(
    `${select} AND (NOT $3::boolean OR EXISTS (SELECT 1 FROM ledger.parcel p WHERE p.shipment = c.id AND p.spent_by IS NULL))
       AND ($4::text IS NULL OR d.name ILIKE $4 OR (c.body -> 'documents' -> 0 ->> 'number') ILIKE $4)
       AND ($5::bigint IS NULL OR (c.block, c.position, c.n) < ($5, $6::int, $7::int))
     ORDER BY c.block DESC, c.position DESC, c.n DESC LIMIT $8`,
    [
      ...scopeValues(scope),
      query.state === 'open',
      likePattern(query.q),
      block,
      position,
      n,
      query.limit + 1,
    ],
  );
};

/** Sort key of a shipment in lists. */
export const shipmentKey = (row: ShipmentRow): readonly (string | number)[] => [
  row.block,
  row.position,
  row.n,
];
