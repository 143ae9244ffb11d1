import { lotDigest } from '../identifiers/index.js';
import type { NewLot } from './values/lot.js';

/**
 * Id of a lot: `enterprise.h`, h = digest of product (raw: material and supplier) and normalised lot number
 * (charter §4, S-14).
 */
export const lotIdOf = (enterprise: string, lot: NewLot): string =>
  `${enterprise}.${lotDigest(
    lot.kind === 'raw'
      ? { kind: 'raw', material: lot.material, supplier: lot.supplier, lotNumber: lot.number }
      : { kind: 'product', product: lot.product, lotNumber: lot.number },
  )}`;
