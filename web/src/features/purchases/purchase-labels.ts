import { text } from '../../ui/text/use-text.js';

/** Label of each field of a purchase by its name in the API. */
export const purchaseLabels = (): Readonly<Record<string, string>> => ({
  material: text('purchases.material'),
  supplier: text('purchases.supplier'),
  quantity: text('common.quantity'),
  lotNumber: text('common.lotNumber'),
  productionDate: text('common.productionDate'),
  expiryDate: text('common.expiryDate'),
  origin: text('purchases.origin'),
  country: text('purchases.originCountry'),
  place: text('purchases.originPlace'),
  documentNumber: text('purchases.documentNumber'),
  documentDate: text('purchases.documentDate'),
});
