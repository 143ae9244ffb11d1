import { Injectable } from '@nestjs/common';
import { formatDecimal, parseDecimal } from '@baytrace/domain/quantities';
import { Commands } from '../../ledger/outbox/commands.js';
import { draftSeal, type Seal } from '../../ledger/outbox/seal.js';
import { Transactions } from '../../platform/database/transactions.js';
import { Shipments, type ShipmentLot } from '../deliveries/shipments.service.js';
import { HeldGoodsReader, LotReader, type CodesByLot, type LotFacts } from '../goods/goods.service.js';
import { allocateLines, type AllocatedLine } from './allocate-lines.js';
import { Customers, type ResolvedCustomer } from './customers.js';
import { documentType, scansOf, type DispatchRow } from './dispatches.rows.js';
import type { Dispatch, DispatchLine } from './dispatches.schema.js';
import { fieldsOf } from './draft-fields.js';
import { ProductsOfLines, type LineProduct } from './products-of-lines.js';

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

const lineView = (loaded: LoadedDispatch, part: AllocatedLine): DispatchLine => {
  const typed = loaded.row.lines[part.line];
  const product = loaded.products.get(typed?.product ?? '');
  const lot = part.lot === null ? undefined : loaded.lots.get(part.lot);
  const scale = scaleOf(loaded, part.line);
  return {
    product: typed?.product ?? '',
    productNames: product?.names ?? null,
    lot: part.lot,
    lotNumber: lot?.lotNumber ?? null,
    productionDate: lot?.productionDate ?? null,
    expiryDate: lot?.expiryDate ?? null,
    quantity: formatDecimal(part.quantity, scale),
    scanned: Number(formatDecimal(part.scanned, scale)),
    unit: product?.unit ?? 'pcs',
    unitPrice: typed?.unitPrice ?? '0',
  };
};

type Progress = Pick<Dispatch, 'received' | 'inTransit' | 'missing'>;

/** Totals of a shipment where all lines count in one unit; a sum over units would mean nothing (S-1). */
const progressOf = (loaded: LoadedDispatch, shipped: readonly ShipmentLot[]): Progress => {
  const units = new Set(
    [...loaded.products.values()].map((product) => `${product.unit} ${product.scale}`),
  );
  const scale = scaleOf(loaded, 0);
  if (loaded.row.state === 'draft' || shipped.length === 0 || units.size !== 1) {
    return { received: null, inTransit: null, missing: null };
  }
  const sum = (member: 'received' | 'inTransit' | 'missing'): string =>
    formatDecimal(
      shipped.reduce((total, lot) => total + lot[member], 0n),
      scale,
    );
  return { received: sum('received'), inTransit: sum('inTransit'), missing: sum('missing') };
};

/** Turns rows into what the API shows. */
@Injectable()
export class DispatchViews {
  constructor(
    private readonly transactions: Transactions,
    private readonly commands: Commands,
    private readonly customers: Customers,
    private readonly products: ProductsOfLines,
    private readonly lots: LotReader,
    private readonly held: HeldGoodsReader,
    private readonly shipments: Shipments,
  ) {}

  async of(row: DispatchRow): Promise<Dispatch> {
    const [view] = await this.ofAll([row]);
    if (view === undefined) throw new Error('no view of a dispatch');
    return view;
  }

  async ofAll(rows: readonly DispatchRow[]): Promise<readonly Dispatch[]> {
    const loaded = await this.load(rows);
    const seals = await this.commands.seals(
      documentType,
      rows.map(({ id }) => id),
    );
    const customers = await this.customers.of(rows);
    const shipped = await this.shipments.of(rows.flatMap((row) => row.command ?? []));
    return loaded.map((one) =>
      this.#view(
        one,
        seals.get(one.row.id) ?? draftSeal,
        customers.get(one.row.id),
        shipped.get(one.row.command ?? '') ?? [],
      ),
    );
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
      return { row, scans: found, products, lots, lines: allocateLines(wanted, found, unitsPerCode, productOf) };
    });
  }

  #view(
    loaded: LoadedDispatch,
    ledger: Seal,
    customer: ResolvedCustomer | undefined,
    shipped: readonly ShipmentLot[],
  ): Dispatch {
    const { row } = loaded;
    const { customer: reference, date, currency } = fieldsOf(row);
    return {
      id: row.id,
      number: row.number,
      customer: reference,
      customerName: customer?.name ?? '',
      customerJurisdiction: customer?.jurisdiction ?? null,
      date,
      orderNumber: row.order_number,
      currency,
      customs: row.customs,
      state: row.state,
      lines: loaded.lines.map((line) => lineView(loaded, line)),
      ...progressOf(loaded, shipped),
      history: row.history,
      ledger,
      version: row.version,
    };
  }
}

const productEntry = (
  products: ReadonlyMap<string, LineProduct>,
  id: string,
): readonly (readonly [string, LineProduct])[] => {
  const product = products.get(id);
  return product === undefined ? [] : [[id, product]];
};
