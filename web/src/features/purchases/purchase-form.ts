import type { Purchase, PurchaseFields } from '../../api/contract.js';
import { filled, positive, useForm, type Form } from '../../ui/form/use-form.js';

/** What is typed on a purchase order; '' = not given. */
export interface PurchaseValues {
  material: string;
  supplier: string;
  quantity: string;
  lotNumber: string;
  productionDate: string;
  expiryDate: string;
  country: string;
  place: string;
  documentNumber: string;
  documentDate: string;
}

export const emptyPurchase = (): PurchaseValues => ({
  material: '',
  supplier: '',
  quantity: '',
  lotNumber: '',
  productionDate: '',
  expiryDate: '',
  country: 'CN',
  place: '',
  documentNumber: '',
  documentDate: '',
});

/** The values of a saved order. */
export const valuesOfPurchase = (purchase: Purchase): PurchaseValues => ({
  material: purchase.material,
  supplier: purchase.supplier,
  quantity: purchase.quantity,
  lotNumber: purchase.lotNumber,
  productionDate: purchase.productionDate,
  expiryDate: purchase.expiryDate,
  country: purchase.origin.country,
  place: purchase.origin.place ?? '',
  documentNumber: purchase.documentNumber ?? '',
  documentDate: purchase.documentDate ?? '',
});

/** A new order like the last one: what is new with every delivery is left empty. */
export const duplicateOf = (purchase: Purchase): PurchaseValues => ({
  ...valuesOfPurchase(purchase),
  lotNumber: '',
  productionDate: '',
  expiryDate: '',
  documentNumber: '',
  documentDate: '',
});

const code = (text: string): string => text.normalize('NFKC').trim().toUpperCase();

/** The body of the request; fields not given are left out. */
export const bodyOfPurchase = (values: PurchaseValues): PurchaseFields => ({
  material: values.material,
  supplier: values.supplier,
  quantity: values.quantity,
  lotNumber: values.lotNumber.normalize('NFKC').trim(),
  productionDate: values.productionDate,
  expiryDate: values.expiryDate,
  origin: { country: values.country, ...(values.place === '' ? {} : { place: code(values.place) }) },
  ...(values.documentNumber === '' ? {} : { documentNumber: code(values.documentNumber) }),
  ...(values.documentDate === '' ? {} : { documentDate: values.documentDate }),
});

/** The form with the six fields that must be there (R-4.2.1c), and the order of the two dates. */
export const usePurchaseForm = (): Form<PurchaseValues> => {
  const form: Form<PurchaseValues> = useForm<PurchaseValues>(emptyPurchase, {
    material: filled,
    supplier: filled,
    quantity: positive,
    lotNumber: filled,
    productionDate: filled,
    expiryDate: (expiry) => {
      if (expiry === '') return 'common.fieldMissing';
      return expiry < form.values.productionDate ? 'common.expiryBeforeProduction' : null;
    },
    country: filled,
  });
  return form;
};
