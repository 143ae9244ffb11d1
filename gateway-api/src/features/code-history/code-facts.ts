import type { LotFile, Product } from '@baytrace/domain/ledger';
import type { EntityManager } from 'typeorm';
import type { CodeHistory, Station } from './code-history.schema.js';

/** A lot as the index keeps it, as far as a scanned code shows it. */
export interface LotRow {
  readonly id: string;
  readonly enterprise: string;
  readonly number: string;
  readonly production_date: string;
  readonly expiry_date: string;
  readonly files: LotFile[];
  readonly status: string;
  readonly hold_gd: string;
  readonly hold_hk: string;
  readonly hold_mo: string;
}

export const lotRow = async (manager: EntityManager, id: string): Promise<LotRow | undefined> => {
  const [row] = await manager.query<LotRow[]>(
    `SELECT id, enterprise, number, production_date, expiry_date, files, status, hold_gd, hold_hk, hold_mo
     FROM ledger.lot WHERE id = $1`,
    [id],
  );
  return row;
};

export const productBody = async (
  manager: EntityManager,
  enterprise: string,
  id: string,
): Promise<Product | undefined> => {
  const [row] = await manager.query<{ body: Product }[]>(
    'SELECT body FROM ledger.product WHERE enterprise = $1 AND id = $2',
    [enterprise, id],
  );
  return row?.body;
};

/** Everybody who ever held goods of a lot or had them on the way. */
export const heldBy = async (manager: EntityManager, lot: string, enterprise: string): Promise<boolean> => {
  const rows = await manager.query<unknown[]>(
    'SELECT 1 FROM ledger.parcel WHERE lot = $1 AND (holder = $2 OR transit_to = $2) LIMIT 1',
    [lot, enterprise],
  );
  return rows.length > 0;
};

export const shownProduct = (
  product: Product,
  producer: Station | null,
): NonNullable<CodeHistory['product']> => ({
  names: product.names,
  gtin: product.gtin ?? null,
  number: product.number,
  category: product.category,
  packaging: product.packaging,
  netContent: { value: product.netContent.value, unit: product.netContent.unit },
  origin: product.origin,
  producer,
});

export const shownLot = (lot: LotRow, withFiles: boolean): NonNullable<CodeHistory['lot']> => ({
  id: lot.id,
  number: lot.number,
  productionDate: lot.production_date,
  expiryDate: lot.expiry_date,
  status: lot.status,
  holds: { GD: lot.hold_gd, HK: lot.hold_hk, MO: lot.hold_mo },
  files: withFiles
    ? lot.files.map(({ type, sha256, number, date }) => ({
        type,
        sha256,
        number: number ?? null,
        date: date ?? null,
      }))
    : [],
});

/** The producer's or a regulator's word on a lot: recalled before held. */
export const stopOf = (lot: LotRow): 'recalled' | 'held' | undefined => {
  const words = [lot.status, lot.hold_gd, lot.hold_hk, lot.hold_mo];
  if (words.includes('recalled')) return 'recalled';
  return words.includes('held') ? 'held' : undefined;
};
