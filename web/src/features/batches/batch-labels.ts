import { text } from '../../ui/text/use-text.js';

/** Label of each field of a production batch by its name in the API. */
export const batchLabels = (): Readonly<Record<string, string>> => ({
  product: text('batches.product'),
  lotNumber: text('common.lotNumber'),
  quantity: text('common.quantity'),
  productionDate: text('common.productionDate'),
  expiryDate: text('common.expiryDate'),
  inputs: text('batches.inputs'),
  losses: text('batches.loss'),
});
