import { Injectable } from '@nestjs/common';
import { DomainError } from '@baytrace/domain/errors';
import { formatDecimal, parsePositiveDecimal } from '@baytrace/domain/quantities';
import { InvalidInput } from '../../platform/http/invalid-input.js';
import { LotReader, type LotFacts } from '../goods/goods.service.js';
import { Customers } from './customers.js';
import type { Customer, DispatchChange, LineFields, NewDispatch } from './dispatches.schema.js';
import type { DispatchFields, DispatchRow, KeptLine } from './dispatches.rows.js';
import { ProductsOfLines } from './products-of-lines.js';

const checkLot = (line: LineFields, at: number, lots: ReadonlyMap<string, LotFacts>): void => {
  if (line.lot === undefined || line.lot === null) return;
  const facts = lots.get(line.lot);
  if (facts === undefined) throw new DomainError('BT-LOT-UNKNOWN', { lot: line.lot });
  if (facts.product !== line.product)
    throw InvalidInput.at(`body.lines.${at}.lot`, 'a lot of another product');
};

const customerColumns = (
  customer: Customer,
): { customer_enterprise: string | null; customer_party: string | null } =>
  'enterprise' in customer
    ? { customer_enterprise: customer.enterprise, customer_party: null }
    : { customer_enterprise: null, customer_party: customer.party };

/** A draft's fields as an API value, to be edited or compared. */
export const fieldsOf = (
  row: DispatchRow,
): Omit<NewDispatch, 'lines'> & { readonly lines: readonly KeptLine[] } => ({
  customer:
    row.customer_enterprise === null
      ? { party: row.customer_party ?? '' }
      : { enterprise: row.customer_enterprise },
  date: row.date,
  orderNumber: row.order_number,
  currency: row.currency,
  lines: row.lines,
  customs: row.customs,
});

/** Checks what a person typed against customers, products and lots. */
@Injectable()
export class DraftFields {
  constructor(
    private readonly customers: Customers,
    private readonly products: ProductsOfLines,
    private readonly lots: LotReader,
  ) {}

  /**
   * @throws DomainError of {@link Customers.check}, `BT-PRODUCT-UNKNOWN`, `BT-LOT-UNKNOWN`, `BT-QUANTITY-INVALID`,
   *   `BT-INPUT-INVALID` for a lot of another product
   */
  async check(enterprise: string, typed: NewDispatch): Promise<DispatchFields> {
    await this.customers.check(enterprise, typed.customer);
    return {
      ...customerColumns(typed.customer),
      date: typed.date,
      order_number: typed.orderNumber ?? null,
      currency: typed.currency,
      customs: typed.customs ?? null,
      lines: await this.#lines(enterprise, typed.lines),
    };
  }

  /** A draft with a change laid over it, checked. */
  async changed(row: DispatchRow, change: DispatchChange): Promise<DispatchFields> {
    const before = fieldsOf(row);
    return this.check(row.enterprise, {
      customer: change.customer ?? before.customer,
      date: change.date ?? before.date,
      orderNumber: change.orderNumber === undefined ? before.orderNumber : change.orderNumber,
      currency: change.currency ?? before.currency,
      lines: change.lines ?? before.lines.map((line) => ({ ...line })),
      customs: change.customs === undefined ? before.customs : change.customs,
    });
  }

  async #lines(enterprise: string, lines: readonly LineFields[]): Promise<readonly KeptLine[]> {
    const products = await this.products.of(
      enterprise,
      lines.map(({ product }) => product),
    );
    const lots = await this.lots.of(
      lines.flatMap(({ lot }) => (lot === undefined || lot === null ? [] : [lot])),
    );
    return lines.map((line, at) => {
      const product = products.get(line.product);
      if (product === undefined) throw new DomainError('BT-PRODUCT-UNKNOWN', { product: line.product });
      checkLot(line, at, lots);
      const quantity = formatDecimal(parsePositiveDecimal(line.quantity, product.scale), product.scale);
      return { product: line.product, lot: line.lot ?? null, quantity, unitPrice: line.unitPrice };
    });
  }
}
