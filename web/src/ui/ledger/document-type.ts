import { text } from '../text/use-text.js';

const known = [
  'purchase',
  'batch',
  'batch-file',
  'dispatch',
  'receipt',
  'sale',
  'code-block',
  'code-download',
  'code-assignment',
  'code-status',
  'print-job',
  'enterprise',
  'product',
  'lot',
  'purchase-order',
  'delivery-note',
  'batch-record',
  'receipt-note',
  'sales-slip',
  'till-receipt',
] as const;

type KnownType = (typeof known)[number];

const isKnown = (type: string): type is KnownType => (known as readonly string[]).includes(type);

/** Name of a kind of document in the present language; an unknown one as it is. */
export const documentTypeName = (type: string): string =>
  isKnown(type) ? text(`ledger.document.${type}`) : type;
