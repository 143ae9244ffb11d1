import { batchLimits, type Codes, type Command } from '@baytrace/domain/ledger';
import { DomainError } from '@baytrace/domain/errors';
import type { EntityManager } from 'typeorm';
import { needsOf, type ParcelNeed } from './parcel-needs.js';

interface ParcelRow {
  readonly id: string;
  readonly quantity: string;
}

/** Parcels with these codes that the actor holds or is to receive; a parcel of somebody else is not its to open. */
const codedParcels = async (
  manager: EntityManager,
  actor: string,
  codes: Codes,
): Promise<readonly string[]> => {
  const wanted = codes.flatMap(({ locator, ranges }) =>
    ranges.map(([from, upto]) => ({ locator, from, upto })),
  );
  const rows = await manager.query<{ parcel: string }[]>(
    `SELECT DISTINCT r.parcel FROM unnest($1::text[], $2::int[], $3::int[]) AS w(locator, f, u)
     JOIN ledger.code_range r ON r.locator = w.locator AND r."from" < w.u AND r.upto > w.f
     JOIN ledger.parcel p ON p.id = r.parcel
     WHERE CASE WHEN p.transit_to IS NULL THEN p.holder ELSE p.transit_to END = $4`,
    [wanted.map((w) => w.locator), wanted.map((w) => w.from), wanted.map((w) => w.upto), actor],
  );
  return rows.map(({ parcel }) => parcel);
};

const shipmentParcels = async (
  manager: EntityManager,
  need: Extract<ParcelNeed, { kind: 'shipment' }>,
): Promise<readonly string[]> => {
  const rows = await manager.query<ParcelRow[]>(
    `SELECT id FROM ledger.parcel WHERE shipment = $1 AND transit_to = $2 AND lot = ANY($3) AND spent_by IS NULL`,
    [need.shipment, need.receiver, need.lots],
  );
  return rows.map(({ id }) => id);
};

/** Uncoded own stock of a lot, oldest first, until the quantity is covered. */
const uncodedParcels = async (
  manager: EntityManager,
  holder: string,
  lot: string,
  quantity: bigint,
): Promise<readonly string[]> => {
  const rows = await manager.query<ParcelRow[]>(
    `SELECT id, quantity FROM ledger.parcel
     WHERE lot = $1 AND holder = $2 AND spent_by IS NULL AND transit_to IS NULL AND missing_from IS NULL
       AND codes = '[]' ORDER BY created_block, created_position, number LIMIT $3`,
    [lot, holder, batchLimits.parcels],
  );
  const ids: string[] = [];
  let covered = 0n;
  for (const row of rows) {
    if (covered >= quantity) break;
    ids.push(row.id);
    covered += BigInt(row.quantity);
  }
  return ids;
};

const unitsPerCodeOf = async (
  manager: EntityManager,
  commands: readonly Command[],
): Promise<ReadonlyMap<string, bigint>> => {
  const locators = commands.flatMap((c) =>
    c.type === 'assign-codes' ? c.codes.map(({ locator }) => locator) : [],
  );
  if (locators.length === 0) return new Map();
  const rows = await manager.query<{ locator: string; units_per_code: string }[]>(
    'SELECT locator, units_per_code FROM ledger.code_block WHERE locator = ANY($1)',
    [locators],
  );
  return new Map(rows.map((row) => [row.locator, BigInt(row.units_per_code)]));
};

/**
 * Lists the parcels that the commands of a batch open, from the read model. Quantities of several commands on one lot
 * add up. Parcels that a batch makes for itself need no listing.
 *
 * @throws DomainError `BT-LIMIT` when more parcels than a batch may open would be needed.
 */
export const parcelsToOpen = async (
  manager: EntityManager,
  actor: string,
  commands: readonly Command[],
): Promise<readonly string[]> => {
  const units = await unitsPerCodeOf(manager, commands);
  const needs = commands.flatMap((command) => needsOf(actor, command, (locator) => units.get(locator) ?? 0n));
  const open = new Set<string>();
  const uncoded = new Map<string, { holder: string; quantity: bigint }>();
  for (const need of needs) {
    if (need.kind === 'uncoded') {
      const before = uncoded.get(need.lot)?.quantity ?? 0n;
      uncoded.set(need.lot, { holder: need.holder, quantity: before + need.quantity });
    } else {
      const ids =
        need.kind === 'coded'
          ? await codedParcels(manager, actor, need.codes)
          : await shipmentParcels(manager, need);
      for (const id of ids) open.add(id);
    }
  }
  for (const [lot, { holder, quantity }] of uncoded) {
    for (const id of await uncodedParcels(manager, holder, lot, quantity)) open.add(id);
  }
  if (open.size > batchLimits.parcels)
    throw new DomainError('BT-LIMIT', { limit: 'parcels of a batch', most: batchLimits.parcels });
  return [...open].sort();
};
