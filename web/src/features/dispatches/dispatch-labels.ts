import { text } from '../../ui/text/use-text.js';

/** Label of each field of a sales order by its name in the API. */
export const dispatchLabels = (): Readonly<Record<string, string>> => ({
  customer: text('dispatches.customer'),
  date: text('dispatches.date'),
  orderNumber: text('dispatches.orderNumber'),
  currency: text('dispatches.currency'),
  lines: text('dispatches.lines'),
});
