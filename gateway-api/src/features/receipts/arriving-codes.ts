import { Injectable } from '@nestjs/common';
import { DomainError } from '@baytrace/domain/errors';
import { Transactions } from '../../platform/database/transactions.js';
import type { ScannedCode } from '../goods/goods.service.js';

/** A code of a shipment that may be received. */
export interface ArrivingCode extends ScannedCode {
  readonly shipment: string;
  /** It was missing at a receipt by count and turned up. */
  readonly late: boolean;
}

/** Shipments with missing parts, by the anchor that lacks their units. */
type MissingParts = ReadonlyMap<string, string>;

const arrivalOf = (
  { code }: ScannedCode,
  enterprise: string,
  missing: MissingParts,
): { readonly shipment: string; readonly late: boolean } | string => {
  const { place } = code;
  if (place === undefined) return 'not-shipped';
  if (place.kind === 'exit') return 'ended';
  if (place.transitTo === enterprise && place.shipment !== null)
    return { shipment: place.shipment, late: false };
  if (place.transitTo !== null) return 'other-receiver';
  if (place.holder !== enterprise) return 'not-shipped';
  const shipment = missing.get(place.anchor ?? '');
  return shipment === undefined ? 'in-stock' : { shipment, late: true };
};

const judge = (scan: ScannedCode, enterprise: string, missing: MissingParts): ArrivingCode | DomainError => {
  const { locator, index, disabled } = scan.code;
  if (disabled) return new DomainError('BT-CODE-DISABLED', { locator, index });
  const arrival = arrivalOf(scan, enterprise, missing);
  return typeof arrival === 'string'
    ? new DomainError('BT-RECEIVER-WRONG', { locator, index, reason: arrival })
    : { ...scan, ...arrival };
};

/** Finds the shipments that carry scanned codes to an enterprise. */
@Injectable()
export class ArrivingCodes {
  constructor(private readonly transactions: Transactions) {}

  /**
   * The shipment of each code, or why it cannot be received, in the order given: `BT-CODE-DISABLED`, or
   * `BT-RECEIVER-WRONG` with `reason` other-receiver | not-shipped | in-stock | ended.
   */
  async of(
    enterprise: string,
    scanned: readonly ScannedCode[],
  ): Promise<readonly (ArrivingCode | DomainError)[]> {
    const anchors = scanned.flatMap(({ code }) =>
      code.place?.kind === 'parcel' && code.place.transitTo === null ? (code.place.anchor ?? []) : [],
    );
    const missing = await this.#missing(enterprise, [...new Set(anchors)]);
    return scanned.map((scan) => judge(scan, enterprise, missing));
  }

  async #missing(enterprise: string, anchors: readonly string[]): Promise<MissingParts> {
    if (anchors.length === 0) return new Map();
    const rows = await this.transactions.reader.query<{ missing_from: string; shipment: string }[]>(
      `SELECT missing_from, shipment FROM ledger.parcel
       WHERE missing_from = ANY($1) AND transit_to = $2 AND spent_by IS NULL AND shipment IS NOT NULL`,
      [anchors, enterprise],
    );
    return new Map(rows.map((row) => [row.missing_from, row.shipment]));
  }
}
