import type { DocumentRef } from '@baytrace/domain/ledger';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { keyOf } from '../../platform/http/paging.js';
import type { MovementQuery } from './stock.schema.js';

/** What one command did to one holder's stock of a lot, in ledger steps. */
export interface MovementRow {
  readonly event_time: Date;
  readonly type: string;
  readonly delta: string;
  readonly balance: string;
  readonly document: DocumentRef | null;
  readonly counterparty: string | null;
  readonly transaction: string;
  readonly block: string;
  readonly position: number;
  readonly n: number;
  readonly time: Date;
  readonly endorsers: string[];
}

const cursorSchema = z.tuple([z.string().regex(/^\d{1,18}$/u), z.int().min(0), z.int().min(0)]);

/**
 * Movements of a lot at one holder, newest first; the balance runs over all of them, whatever is shown. Goods on the
 * way have left the sender's stock, and are in the receiver's from receipt on. One row more than asked for.
 */
export const listMovements = (
  manager: EntityManager,
  lot: string,
  holder: string,
  query: MovementQuery,
): Promise<readonly MovementRow[]> => {
  const [block, position, n] = keyOf(query.cursor, cursorSchema) ?? [null, null, null];
  return manager.query<MovementRow[]>(
    `WITH own AS (
       SELECT created_by, spent_by, quantity FROM ledger.parcel
       WHERE lot = $1 AND holder = $2 AND transit_to IS NULL AND missing_from IS NULL),
     net AS (
       SELECT command, sum(delta) AS delta FROM (
         SELECT created_by AS command, quantity AS delta FROM own
         UNION ALL SELECT spent_by, -quantity FROM own WHERE spent_by IS NOT NULL) d
       GROUP BY command HAVING sum(delta) <> 0),
     moves AS (
       SELECT c.event_time, c.type, net.delta, c.body -> 'documents' -> 0 AS document,
         coalesce(c.counterparty, s.actor) AS counterparty, c.transaction, c.block, c.position, c.n,
         sum(net.delta) OVER (ORDER BY c.block, c.position, c.n) AS balance
       FROM net JOIN ledger.command c ON c.id = net.command AND c.outcome = 'done'
       LEFT JOIN ledger.command s ON c.type = 'receive' AND s.id = c.body ->> 'shipment' AND s.outcome = 'done')
     SELECT m.*, t.time, t.endorsers FROM moves m JOIN ledger.transaction t ON t.id = m.transaction
     WHERE ($3::text IS NULL OR ($3 = 'in') = (m.delta > 0))
       AND ($4::date IS NULL OR (m.event_time AT TIME ZONE 'Asia/Shanghai')::date >= $4)
       AND ($5::date IS NULL OR (m.event_time AT TIME ZONE 'Asia/Shanghai')::date <= $5)
       AND ($6::bigint IS NULL OR (m.block, m.position, m.n) < ($6, $7::int, $8::int))
     ORDER BY m.block DESC, m.position DESC, m.n DESC LIMIT $9`,
    [
      ...[lot, holder, query.direction ?? null, query.from ?? null, query.upto ?? null],
      ...[block, position, n, query.limit + 1],
    ],
  );
};

/** Sort key of a movement in lists. */
export const movementKey = (row: MovementRow): readonly (string | number)[] => [
  row.block,
  row.position,
  row.n,
];
