import { stringify } from 'csv-stringify/sync';
import type { Whereabouts } from './whereabouts.schema.js';

const columns = [
  'lot',
  'lot number',
  'state',
  'holder',
  'jurisdiction',
  'to',
  'recall contact',
  'quantity',
  'unit',
  'documents',
] as const;

/** The recall list (R-4.2.4f) as CSV: UTF-8 with BOM, cells that office programs cannot take for formulas (S-23). */
export const recallListCsv = ({ lines }: Whereabouts): string =>
  stringify(
    lines.map((line) => [
      line.lot,
      line.lotNumber,
      line.state,
      line.holder?.name ?? '',
      line.holder?.jurisdiction ?? '',
      line.to?.name ?? '',
      line.recallContact ?? '',
      line.quantity,
      line.unit,
      line.documents.map(({ type, number, date }) => `${type} ${number} ${date}`).join('; '),
    ]),
    { bom: true, header: true, columns: [...columns], escape_formulas: true },
  );
