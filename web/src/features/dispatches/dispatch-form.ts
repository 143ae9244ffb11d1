import type { Currency, CustomerRef, Dispatch, DispatchFields } from '../../api/contract.js';
import { filled, useForm, type Form } from '../../ui/form/use-form.js';
import { today } from '../../ui/format/date.js';

/** One line: a batch in stock, how much of it, at which price. */
export interface LineValues {
  product: string;
  lot: string;
  quantity: string;
  unitPrice: string;
}

/** What is typed on a sales order; `customer` is `enterprise:<id>` or `party:<id>`. */
export interface DispatchValues {
  customer: string;
  date: string;
  orderNumber: string;
  currency: Currency;
  lines: LineValues[];
}

export const emptyLine = (): LineValues => ({ product: '', lot: '', quantity: '', unitPrice: '' });

export const emptyDispatch = (): DispatchValues => ({
  customer: '',
  date: today(),
  orderNumber: '',
  currency: 'CNY',
  lines: [emptyLine()],
});

const customerKey = (customer: CustomerRef): string =>
  'enterprise' in customer ? `enterprise:${customer.enterprise}` : `party:${customer.party}`;

const customerRef = (key: string): CustomerRef => {
  const id = key.slice(key.indexOf(':') + 1);
  return key.startsWith('party:') ? { party: id } : { enterprise: id };
};

export const valuesOfDispatch = (dispatch: Dispatch): DispatchValues => ({
  customer: customerKey(dispatch.customer),
  date: dispatch.date,
  orderNumber: dispatch.orderNumber ?? '',
  currency: dispatch.currency,
  lines: dispatch.lines.map(({ product, lot, quantity, unitPrice }) => ({
    product,
    lot: lot ?? '',
    quantity,
    unitPrice,
  })),
});

/** The body of the request; empty lines are left out. */
export const bodyOfDispatch = (values: DispatchValues): DispatchFields => ({
  customer: customerRef(values.customer),
  date: values.date,
  ...(values.orderNumber.trim() === ''
    ? {}
    : { orderNumber: values.orderNumber.normalize('NFKC').trim().toUpperCase() }),
  currency: values.currency,
  lines: values.lines
    .filter(({ product }) => product !== '')
    .map(({ product, lot, quantity, unitPrice }) => ({
      product,
      ...(lot === '' ? {} : { lot }),
      quantity,
      unitPrice: unitPrice === '' ? '0' : unitPrice,
    })),
});

/** The form with its checks: customer, date and at least one line with a quantity (R-4.2.3c). */
export const useDispatchForm = (): Form<DispatchValues> =>
  useForm<DispatchValues>(emptyDispatch, {
    customer: filled,
    date: filled,
    lines: (lines) => {
      const used = lines.filter(({ product }) => product !== '');
      if (used.length === 0) return 'dispatches.lineMissing';
      return used.every(({ quantity }) => Number(quantity) > 0) ? null : 'dispatches.lineQuantityMissing';
    },
  });
