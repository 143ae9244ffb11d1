import type { Receipt, ReceiptChange, ReceiptLine } from '../../api/contract.js';
import { differenceOf, sumDecimals } from '../../ui/format/quantity.js';

/** What was counted of each lot, by lot id. */
export type Counted = Record<string, string>;

/** Counted quantities of a note as saved. */
export const countedOf = (receipt: Pick<Receipt, 'lines'>): Counted =>
  Object.fromEntries(receipt.lines.map((line) => [line.lot, line.quantity]));

/** How many of a line are lacking: `expected − counted`, never negative. */
export const lackingOf = (line: Pick<ReceiptLine, 'expected' | 'lot'>, counted: Counted): string => {
  const difference = differenceOf(line.expected, counted[line.lot] || '0');
  return difference.startsWith('-') ? '0' : difference;
};

/** True when more was counted than was shipped, which no note can take in (S-9). */
export const isOver = (line: Pick<ReceiptLine, 'expected' | 'lot'>, counted: Counted): boolean =>
  differenceOf(line.expected, counted[line.lot] || '0').startsWith('-');

/** All lacking of a note together. */
export const totalLacking = (receipt: Pick<Receipt, 'lines'>, counted: Counted): string =>
  sumDecimals(receipt.lines.map((line) => lackingOf(line, counted)));

/** The change to save, with the codes that the note already names. */
export const changeOf = (receipt: Receipt, counted: Counted): ReceiptChange => ({
  version: receipt.version,
  lines: receipt.lines.map((line) => ({
    lot: line.lot,
    quantity: counted[line.lot] || '0',
    ...(line.codes.length === 0 ? {} : { codes: line.codes }),
  })),
});
