import { Injectable } from '@nestjs/common';
import { formatDecimal } from '@baytrace/domain/quantities';
import { Commands } from '../../ledger/outbox/commands.js';
import { draftSeal, type Seal } from '../../ledger/outbox/seal.js';
import { Shipments, type ShipmentLot } from '../deliveries/shipments.service.js';
import type { LotFacts } from '../goods/goods.service.js';
import type { AllocatedLine } from './allocate-lines.js';
import { Customers, type ResolvedCustomer } from './customers.js';
import { documentType, type DispatchRow } from './dispatches.rows.js';
import { DispatchLoader, scaleOf, type LoadedDispatch } from './dispatch-loader.js';
import type { Dispatch, DispatchLine } from './dispatches.schema.js';
import { fieldsOf } from './draft-fields.js';

const noLot = { lotNumber: null, productionDate: null, expiryDate: null };

const lotView = (facts: LotFacts | undefined): Pick<DispatchLine, keyof typeof noLot> =>
  facts === undefined
    ? noLot
    : {
        lotNumber: facts.lotNumber,
        productionDate: facts.productionDate,
        expiryDate: facts.expiryDate,
      };

const lineView = (loaded: LoadedDispatch, part: AllocatedLine): DispatchLine => {
  const typed = loaded.row.lines[part.line];
  const product = loaded.products.get(typed?.product ?? '');
  if (typed === undefined || product === undefined)
    throw new Error(`dispatch ${loaded.row.id}: a line without product`);
  return {
    product: product.id,
    productNames: product.names,
    lot: part.lot,
    ...lotView(loaded.lots.get(part.lot ?? '')),
    quantity: formatDecimal(part.quantity, product.scale),
    scanned: Number(formatDecimal(part.scanned, product.scale)),
    unit: product.unit,
    unitPrice: typed.unitPrice,
  };
};

type Progress = Pick<Dispatch, 'received' | 'inTransit' | 'missing'>;

/** Totals of a shipment where all lines count in one unit; a sum over units would mean nothing (S-1). */
const progressOf = (loaded: LoadedDispatch, shipped: readonly ShipmentLot[]): Progress => {
  const units = new Set([...loaded.products.values()].map((product) => `${product.unit} ${product.scale}`));
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
    private readonly commands: Commands,
    private readonly customers: Customers,
    private readonly loader: DispatchLoader,
    private readonly shipments: Shipments,
  ) {}

  async of(row: DispatchRow): Promise<Dispatch> {
    const [view] = await this.ofAll([row]);
    if (view === undefined) throw new Error('no view of a dispatch');
    return view;
  }

  async ofAll(rows: readonly DispatchRow[]): Promise<readonly Dispatch[]> {
    const loaded = await this.loader.load(rows);
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
