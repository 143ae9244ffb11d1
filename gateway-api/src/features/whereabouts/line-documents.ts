import type { DocumentRef } from '@baytrace/domain/ledger';
import type { DocumentRow, PlaceRow } from './whereabouts.rows.js';

const isOf = (place: PlaceRow, row: DocumentRow): boolean => {
  if (row.lot !== place.lot) return false;
  if (place.shipment !== null) return row.shipment === place.shipment;
  if (row.holder !== place.holder) return false;
  return place.state === 'stock'
    ? row.state === 'shipment' || row.state === 'made'
    : row.state === place.state;
};

/** Documents behind one line, each once: on the way its shipment's, in stock those that brought it in, else the exit's. */
export const documentsFor = (place: PlaceRow, rows: readonly DocumentRow[]): DocumentRef[] => {
  const found = new Map<string, DocumentRef>();
  for (const row of rows.filter((r) => isOf(place, r))) {
    for (const { type, number, date } of row.documents)
      found.set(`${type} ${number} ${date}`, { type, number, date });
  }
  return [...found.values()];
};
