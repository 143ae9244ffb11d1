import { Injectable } from '@nestjs/common';
import { parseDecimal } from '@baytrace/domain/quantities';
import { Transactions } from '../../platform/database/transactions.js';
import { HeldGoodsReader, LotReader, type CodesByLot, type LotFacts } from '../goods/goods.service.js';
import { allocateLines, type AllocatedLine } from './allocate-lines.js';
import type { DispatchRow } from './dispatches.rows.js';
import { ProductsOfLines, type LineProduct } from './products-of-lines.js';
import { scansOf } from './scans.rows.js';

/** A dispatch with everything its views, scans and confirmation are made of. */
export interface LoadedDispatch {
  readonly row: DispatchRow;
  readonly scans: CodesByLot;
  readonly lines: readonly AllocatedLine[];
  readonly products: ReadonlyMap<string, LineProduct>;
  readonly lots: ReadonlyMap<string, LotFacts>;
}

const noScans: CodesByLot = new Map();

/** Decimals of a line's quantity. */
export const scaleOf = ({ row, products }: LoadedDispatch, line: number): number =>
  products.get(row.lines[line]?.product ?? '')?.scale ?? 0;

const productEntry = (
  products: ReadonlyMap<string, LineProduct>,
  id: string,
): readonly (readonly [string, LineProduct])[] => {
  const product = products.get(id);
  return product === undefined ? [] : [[id, product]];
};

/** Reads what belongs to dispatches. */
@Injectable()
export class DispatchLoader {
  constructor(
    private readonly transactions: Transactions,
    private readonly products: ProductsOfLines,
    private readonly lots: LotReader,
    private readonly held: HeldGoodsReader,
  ) {}

  /** One dispatch. */
  async one(row: DispatchRow): Promise<LoadedDispatch> {
    const [loaded] = await this.load([row]);
    if (loaded === undefined) throw new Error('a dispatch was not loaded');
    return loaded;
  }

  /** Rows with their scans, products and lots; scanned goods given to the lines. */
  async load(rows: readonly DispatchRow[]): Promise<readonly LoadedDispatch[]> {
    const scans = await scansOf(
      this.transactions.reader,
      rows.map(({ id }) => id),
    );
    const byLot = rows.map((row) => scans.get(row.id) ?? noScans);
    const typed = rows.flatMap((row) => row.lines);
    const lots = await this.lots.of([
      ...typed.flatMap(({ lot }) => lot ?? []),
      ...byLot.flatMap((found) => [...found.keys()]),
    ]);
    const locators = byLot.flatMap((found) => [...found.values()].flat().map(({ locator }) => locator));
    const unitsPerCode = await this.held.unitsPerCode(locators);
    const all = await this.products.of(
      rows[0]?.enterprise ?? null,
      typed.map(({ product }) => product),
    );
    return rows.map((row, at) => {
      const found = byLot[at] ?? noScans;
      const products = new Map(row.lines.flatMap(({ product }) => productEntry(all, product)));
      const wanted = row.lines.map((line) => ({
        product: line.product,
        lot: line.lot,
        quantity: parseDecimal(line.quantity, products.get(line.product)?.scale ?? 0),
      }));
      const productOf = (lot: string): string | null => lots.get(lot)?.product ?? null;
      return {
        row,
        scans: found,
        products,
        lots,
        lines: allocateLines(wanted, found, unitsPerCode, productOf),
      };
    });
  }
}
