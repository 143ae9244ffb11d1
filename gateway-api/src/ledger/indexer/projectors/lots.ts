import type { Jurisdiction, Lot, LotHold, LotStatus, Product } from '@baytrace/domain/ledger';
import type { Position } from './position.js';

export const projectProduct = async ({ manager }: Position, value: Product): Promise<void> => {
  await manager.query(
    `INSERT INTO ledger.product (enterprise, id, gtin, number, body) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (enterprise, id) DO UPDATE SET gtin = excluded.gtin, number = excluded.number, body = excluded.body`,
    [value.enterprise, value.id, value.gtin ?? null, value.number, JSON.stringify(value)],
  );
};

export const projectLot = async ({ manager }: Position, lot: Lot): Promise<void> => {
  const raw = lot.kind === 'raw' ? lot : undefined;
  const product = lot.kind === 'raw' ? null : lot.product;
  await manager.query(
    `INSERT INTO ledger.lot (id, enterprise, kind, product, material, supplier, number, unit, scale, production_date,
       expiry_date, origin, declared, created, files)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
     ON CONFLICT (id) DO UPDATE SET created = excluded.created, files = excluded.files`,
    [
      lot.id,
      lot.enterprise,
      lot.kind,
      product,
      raw?.material ?? null,
      raw?.supplier ?? null,
      lot.number,
      lot.unit,
      lot.scale,
      lot.productionDate,
      lot.expiryDate,
      JSON.stringify(lot.origin),
      lot.declared,
      lot.created,
      JSON.stringify(lot.files),
    ],
  );
};

export const projectLotStatus = async ({ manager }: Position, value: LotStatus): Promise<void> => {
  await manager.query('UPDATE ledger.lot SET status = $2, status_reason = $3 WHERE id = $1', [
    value.lot,
    value.status,
    value.reason ?? null,
  ]);
};

const holdColumns: Readonly<Record<Jurisdiction, string>> = { GD: 'hold_gd', HK: 'hold_hk', MO: 'hold_mo' };

export const projectLotHold = async ({ manager }: Position, value: LotHold): Promise<void> => {
  const column = holdColumns[value.jurisdiction];
  await manager.query(`UPDATE ledger.lot SET ${column} = $2 WHERE id = $1`, [value.lot, value.hold]);
};
