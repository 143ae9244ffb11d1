import { compareDates, formatEventTime, localDate } from '@baytrace/domain/dates';
import { normaliseLotNumber, parseDocumentNumber } from '@baytrace/domain/identifiers';
import type { CommandOf, DocumentRef } from '@baytrace/domain/ledger';
import { formatDecimal, parsePositiveDecimal, unitOf, type UnitSymbol } from '@baytrace/domain/quantities';
import { InvalidInput } from '../../platform/http/invalid-input.js';
import type { PurchaseColumns, PurchaseRow } from './purchase.rows.js';
import type { PurchaseFields } from './purchase.schema.js';

/**
 * Fields as typed → columns.
 * @throws DomainError `BT-QUANTITY-INVALID`, `BT-INPUT-INVALID` (validity before production), `BT-IDENTIFIER-INVALID`
 */
export const columnsOf = (
  fields: PurchaseFields,
  material: { readonly unit: string; readonly scale: number },
): PurchaseColumns => {
  if (compareDates(fields.expiryDate, fields.productionDate) < 0) {
    throw InvalidInput.at('body.expiryDate', 'is before the production date');
  }
  const { documentNumber } = fields;
  return {
    material: fields.material,
    supplier: fields.supplier,
    quantity: String(parsePositiveDecimal(fields.quantity, material.scale)),
    unit: material.unit,
    scale: material.scale,
    lot_number: normaliseLotNumber(fields.lotNumber),
    production_date: fields.productionDate,
    expiry_date: fields.expiryDate,
    origin: fields.origin,
    document_number: documentNumber === undefined ? null : parseDocumentNumber(documentNumber),
    document_date: fields.documentDate ?? null,
  };
};

/** The fields of a stored purchase, as the API shows them. */
export const fieldsOf = (row: PurchaseRow): PurchaseFields => ({
  material: row.material,
  supplier: row.supplier,
  quantity: formatDecimal(BigInt(row.quantity), row.scale),
  lotNumber: row.lot_number,
  productionDate: row.production_date,
  expiryDate: row.expiry_date,
  origin: row.origin,
  ...(row.document_number === null ? {} : { documentNumber: row.document_number }),
  ...(row.document_date === null ? {} : { documentDate: row.document_date }),
});

/** The own order first, then the supplier's document where there is one. */
const documentsOf = (row: PurchaseRow): DocumentRef[] => {
  const ordered = localDate(row.created_at.getTime());
  const own = { type: 'purchase-order', number: row.number, date: ordered };
  return row.document_number === null
    ? [own]
    : [own, { type: 'delivery-note', number: row.document_number, date: row.document_date ?? ordered }];
};

/** A unit stored with a material was checked when it was; this is for the type. */
const symbolOf = (unit: string): UnitSymbol => {
  unitOf(unit);
  return unit as UnitSymbol;
};

/** The command that brings a purchase onto the ledger: material and supplier only under their pseudonyms. */
export const purchaseCommandOf = (row: PurchaseRow, id: string): CommandOf<'purchase'> => {
  const { country, place } = row.origin;
  return {
    type: 'purchase',
    id,
    eventTime: formatEventTime(Date.now()),
    lot: {
      kind: 'raw',
      material: row.material,
      supplier: row.supplier,
      number: row.lot_number,
      unit: symbolOf(row.unit),
      scale: row.scale,
      productionDate: row.production_date,
      expiryDate: row.expiry_date,
      origin: { country, ...(place === undefined ? {} : { place }) },
    },
    quantity: row.quantity,
    documents: documentsOf(row),
  };
};
