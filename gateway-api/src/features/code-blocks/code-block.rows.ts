import type { Names } from '@baytrace/domain/ledger';
import type { RangeSet } from '@baytrace/domain/ranges';
import type { EntityManager } from 'typeorm';
import type { CodeTemplate } from './code-template.js';

/** A code block as this gateway recorded it, with the product of the index. */
export interface CodeBlockRow {
  readonly id: string;
  readonly seq: string;
  readonly enterprise: string;
  readonly product: string;
  readonly names: Names | null;
  readonly gtin: string | null;
  readonly scale: number | null;
  readonly level: string;
  readonly units_per_code: string;
  readonly count: number;
  readonly root: string;
  readonly template: CodeTemplate;
  readonly created_at: Date;
}

const select = `
  SELECT b.id, b.seq, b.enterprise, b.product, b.level, b.units_per_code, b.count, b.root, b.template, b.created_at,
    p.gtin, p.body->'names' AS names, (p.body->>'scale')::int AS scale
  FROM app.code_block b LEFT JOIN ledger.product p ON p.enterprise = b.enterprise AND p.id = b.product`;

/** A block of the enterprise; of any enterprise of the jurisdiction where `enterprise` is null. */
export const findBlock = async (
  manager: EntityManager,
  locator: string,
  enterprise: string | null,
): Promise<CodeBlockRow | undefined> => {
  const [row] = await manager.query<CodeBlockRow[]>(
    `${select} WHERE b.id = $1 AND ($2::text IS NULL OR b.enterprise = $2)`,
    [locator, enterprise],
  );
  return row;
};

/** Newest blocks first. */
export const listBlocks = (
  manager: EntityManager,
  filter: {
    readonly enterprise: string | null;
    readonly product: string | null;
    readonly before: string | null;
    readonly limit: number;
  },
): Promise<CodeBlockRow[]> =>
  manager.query<CodeBlockRow[]>(
    `${select} WHERE ($1::text IS NULL OR b.enterprise = $1) AND ($2::text IS NULL OR b.product = $2)
       AND ($3::bigint IS NULL OR b.seq < $3) ORDER BY b.seq DESC LIMIT $4`,
    [filter.enterprise, filter.product, filter.before, filter.limit],
  );

/** Where the codes of a block are, as counts. */
export interface CodeCounts {
  pool: number;
  drawn: number;
  assigned: number;
  voided: number;
  disabled: number;
}

const emptyCounts = (): CodeCounts => ({ pool: 0, drawn: 0, assigned: 0, voided: 0, disabled: 0 });

/** Counts by locator: every code lies in exactly one open parcel or exit. Sold and used codes count as assigned. */
export const countCodesOf = async (
  manager: EntityManager,
  locators: readonly string[],
): Promise<ReadonlyMap<string, CodeCounts>> => {
  const counts = new Map(locators.map((locator) => [locator, emptyCounts()]));
  const places = await manager.query<{ locator: string; place: keyof CodeCounts; n: string }[]>(
    `SELECT r.locator, CASE WHEN p.kind = 'goods' OR x.type <> 'voided' THEN 'assigned'
         WHEN x.type = 'voided' THEN 'voided' ELSE p.kind END AS place, sum(r.upto - r."from") AS n
     FROM ledger.code_range r LEFT JOIN ledger.parcel p ON p.id = r.parcel LEFT JOIN ledger.exit x ON x.id = r.exit
     WHERE r.locator = ANY($1) GROUP BY 1, 2`,
    [locators],
  );
  for (const { locator, place, n } of places) (counts.get(locator) ?? emptyCounts())[place] = Number(n);
  const disabled = await manager.query<{ locator: string; n: string }[]>(
    `SELECT s.locator, sum((d->>1)::int - (d->>0)::int) AS n
     FROM ledger.code_status s CROSS JOIN jsonb_array_elements(s.disabled) d WHERE s.locator = ANY($1) GROUP BY 1`,
    [locators],
  );
  for (const { locator, n } of disabled) (counts.get(locator) ?? emptyCounts()).disabled = Number(n);
  return counts;
};

/** Ranges of a block that lie in open parcels of one kind; of one download or job where `purpose` is given. */
export const rangesInParcels = async (
  manager: EntityManager,
  locator: string,
  kind: 'pool' | 'drawn',
  purpose: string | null = null,
): Promise<RangeSet> => {
  const rows = await manager.query<{ from: number; upto: number }[]>(
    `SELECT r."from", r.upto FROM ledger.code_range r JOIN ledger.parcel p ON p.id = r.parcel
     WHERE r.locator = $1 AND p.kind = $2 AND ($3::text IS NULL OR p.purpose_id = $3) ORDER BY r."from"`,
    [locator, kind, purpose],
  );
  return rows.map(({ from, upto }) => [from, upto] as const);
};

/** Ranges that draws of this gateway have asked for and the ledger has not answered yet. */
export const rangesBeingDrawn = async (
  manager: EntityManager,
  locator: string,
): Promise<readonly RangeSet[]> => {
  const rows = await manager.query<{ ranges: RangeSet }[]>(
    `SELECT d.ranges FROM app.code_draw d JOIN app.outbox_command o ON o.id = d.command
     WHERE d.locator = $1 AND o.state IN ('waiting', 'frozen')`,
    [locator],
  );
  return rows.map(({ ranges }) => ranges);
};
