import type { EntityManager } from 'typeorm';

/** A code block as the index knows it, with the GTIN of its product. */
export interface BlockRow {
  readonly locator: string;
  readonly enterprise: string;
  readonly product: string;
  readonly gtin: string | null;
  readonly level: string;
  readonly units_per_code: string;
  readonly count: number;
  readonly command: string;
}

/** The open parcel in which a code lies. */
export interface ParcelPlace {
  readonly kind: 'parcel';
  readonly id: string;
  readonly parcelKind: 'pool' | 'drawn' | 'goods';
  readonly lot: string | null;
  readonly holder: string;
  readonly transitTo: string | null;
  readonly shipment: string | null;
  readonly anchor: string | null;
}

/** The exit through which a code left circulation. */
export interface ExitPlace {
  readonly kind: 'exit';
  readonly id: string;
  readonly type: string;
  readonly lot: string | null;
  readonly holder: string;
}

export type CodePlace = ParcelPlace | ExitPlace;

/** One code of a block. */
export interface CodeIndex {
  readonly locator: string;
  readonly index: number;
}

/** Blocks by locator. */
export const blocksOf = async (
  manager: EntityManager,
  locators: readonly string[],
): Promise<ReadonlyMap<string, BlockRow>> => {
  const rows = await manager.query<BlockRow[]>(
    `SELECT b.locator, b.enterprise, b.product, p.gtin, b.level, b.units_per_code, b.count, b.command
     FROM ledger.code_block b LEFT JOIN ledger.product p ON p.enterprise = b.enterprise AND p.id = b.product
     WHERE b.locator = ANY($1)`,
    [locators],
  );
  return new Map(rows.map((row) => [row.locator, row]));
};

interface PlaceRow {
  readonly n: string;
  readonly parcel: string | null;
  readonly exit: string | null;
  readonly kind: 'pool' | 'drawn' | 'goods' | null;
  readonly lot: string | null;
  readonly holder: string;
  readonly transit_to: string | null;
  readonly shipment: string | null;
  readonly anchor: string | null;
  readonly exit_type: string | null;
}

const placeOf = (row: PlaceRow): CodePlace =>
  row.parcel === null
    ? { kind: 'exit', id: row.exit ?? '', type: row.exit_type ?? '', lot: row.lot, holder: row.holder }
    : {
        kind: 'parcel',
        id: row.parcel,
        parcelKind: row.kind ?? 'goods',
        lot: row.lot,
        holder: row.holder,
        transitTo: row.transit_to,
        shipment: row.shipment,
        anchor: row.anchor,
      };

/**
 * Where codes lie now: the one open parcel or exit whose ranges contain them. `undefined` where the index does not
 * know the code's place yet. The upper bound is tested outside the LIMIT, so that misses cost no more than hits.
 */
export const placesOf = async (
  manager: EntityManager,
  codes: readonly CodeIndex[],
): Promise<readonly (CodePlace | undefined)[]> => {
  const rows = await manager.query<PlaceRow[]>(
    `SELECT w.n, r.parcel, r.exit, p.kind, coalesce(p.lot, x.lot) AS lot, coalesce(p.holder, x.holder) AS holder,
       p.transit_to, p.shipment, p.anchor, x.type AS exit_type
     FROM unnest($1::text[], $2::int[]) WITH ORDINALITY AS w(locator, i, n)
     JOIN LATERAL (SELECT c.upto, c.parcel, c.exit FROM ledger.code_range c
       WHERE c.locator = w.locator AND c."from" <= w.i ORDER BY c."from" DESC LIMIT 1) r ON r.upto > w.i
     LEFT JOIN ledger.parcel p ON p.id = r.parcel
     LEFT JOIN ledger.exit x ON x.id = r.exit`,
    [codes.map((code) => code.locator), codes.map((code) => code.index)],
  );
  const places = new Map(rows.map((row) => [Number(row.n), placeOf(row)]));
  return codes.map((_, at) => places.get(at + 1));
};

/** Disabled ranges by locator, over all pages. */
export const disabledOf = async (
  manager: EntityManager,
  locators: readonly string[],
): Promise<ReadonlyMap<string, readonly (readonly [number, number])[]>> => {
  const rows = await manager.query<{ locator: string; disabled: (readonly [number, number])[] }[]>(
    'SELECT locator, disabled FROM ledger.code_status WHERE locator = ANY($1) ORDER BY locator, page',
    [locators],
  );
  const ranges = new Map<string, (readonly [number, number])[]>();
  for (const { locator, disabled } of rows)
    ranges.set(locator, [...(ranges.get(locator) ?? []), ...disabled]);
  return ranges;
};
