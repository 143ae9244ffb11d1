import type { Names } from '@baytrace/domain/ledger';
import type { EntityManager } from 'typeorm';
import type { BatchFields, ShownUse } from './batch.schema.js';

/** A lot that goes into a batch, as people know it. */
export interface UsedLot {
  readonly id: string;
  readonly number: string;
  readonly unit: string;
  readonly scale: number;
  readonly names: Names | null;
  readonly supplier_name: string | null;
}

/** Lots by id: raw material with its supplier, or products (also bought ones). */
export const usedLotsOf = async (
  manager: EntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, UsedLot>> => {
  const rows = await manager.query<UsedLot[]>(
    `SELECT l.id, l.number, l.unit, l.scale, coalesce(m.names, p.body->'names') AS names, s.name AS supplier_name
     FROM ledger.lot l LEFT JOIN app.material m ON m.id = l.material AND m.enterprise = l.enterprise
     LEFT JOIN app.party s ON s.id = l.supplier AND s.enterprise = l.enterprise
     LEFT JOIN ledger.product p ON p.enterprise = l.enterprise AND p.id = l.product
     WHERE l.id = ANY($1)`,
    [[...new Set(ids)]],
  );
  return new Map(rows.map((row) => [row.id, row]));
};

/** Uses with the names of their lots. */
export const shownUses = (uses: BatchFields['inputs'], lots: ReadonlyMap<string, UsedLot>): ShownUse[] =>
  uses.map(({ lot, quantity }) => {
    const known = lots.get(lot);
    return {
      lot,
      quantity,
      lotNumber: known?.number ?? null,
      names: known?.names ?? null,
      supplierName: known?.supplier_name ?? null,
      unit: known?.unit ?? null,
    };
  });
