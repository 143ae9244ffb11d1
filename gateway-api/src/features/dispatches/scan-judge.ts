import { DomainError } from '@baytrace/domain/errors';
import type { Codes } from '@baytrace/domain/ledger';
import { containsIndex } from '@baytrace/domain/ranges';
import {
  refusalOutsideStock,
  type CodesByLot,
  type LotFacts,
  type ScannedCode,
} from '../goods/goods.service.js';
import type { KeptLine } from './dispatches.rows.js';

/** What scanned codes are held against. */
export interface ScanGround {
  readonly enterprise: string;
  readonly lines: readonly KeptLine[];
  readonly lots: ReadonlyMap<string, LotFacts>;
  /** Codes scanned for this dispatch before. */
  readonly own: CodesByLot;
  /** Codes in other drafts of the enterprise. */
  readonly others: readonly { readonly number: string; readonly codes: Codes }[];
  /** Numbers of own dispatches by shipment, for goods already on the way. */
  readonly shipped: ReadonlyMap<string, string>;
}

const holds = (codes: Codes, { locator, index }: ScannedCode): boolean =>
  codes.some((entry) => entry.locator === locator && containsIndex(entry.ranges, index));

/** The codes are on the way already: the refusal names the dispatch that took them (S-27). */
const withDocument = (refusal: DomainError, { code }: ScannedCode, ground: ScanGround): DomainError => {
  const shipment = code.place?.kind === 'parcel' ? code.place.shipment : null;
  const document = shipment === null ? undefined : ground.shipped.get(shipment);
  return document === undefined ? refusal : new DomainError(refusal.code, { ...refusal.params, document });
};

const otherProduct = (scan: ScannedCode, { lines, lots }: ScanGround): DomainError | undefined => {
  const product = lots.get(scan.lot)?.product;
  const ofProduct = lines.filter((line) => line.product === product);
  if (ofProduct.some(({ lot }) => lot === null || lot === scan.lot)) return undefined;
  return new DomainError('BT-CODE-OTHER-PRODUCT', {
    locator: scan.locator,
    index: scan.index,
    reason: ofProduct.length === 0 ? 'product' : 'lot',
    lotNumber: lots.get(scan.lot)?.lotNumber ?? '',
  });
};

/**
 * What becomes of one scanned code: `ignored` when it is in this dispatch already (S-27), a refusal, or `undefined`
 * when it is taken.
 *
 * Refusals: `BT-CODE-DISABLED`, `BT-CODE-NOT-HELD` (with `document` where an own dispatch has it on the way),
 * `BT-CODE-OTHER-PRODUCT` with `reason` product | lot, `BT-ALREADY-EXISTS` with the other draft's `document`.
 */
export const judgeScan = (scan: ScannedCode, ground: ScanGround): 'ignored' | DomainError | undefined => {
  const outside = refusalOutsideStock(scan.code, ground.enterprise);
  if (outside !== undefined) return withDocument(outside, scan, ground);
  if (holds(ground.own.get(scan.lot) ?? [], scan)) return 'ignored';
  const wrong = otherProduct(scan, ground);
  if (wrong !== undefined) return wrong;
  const other = ground.others.find(({ codes }) => holds(codes, scan));
  return other === undefined
    ? undefined
    : new DomainError('BT-ALREADY-EXISTS', {
        locator: scan.locator,
        index: scan.index,
        document: other.number,
      });
};
