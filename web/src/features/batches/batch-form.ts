import type { Batch, BatchFields } from '../../api/contract.js';
import { filled, positive, useForm, type Form } from '../../ui/form/use-form.js';

/** One raw-material batch used: how much went in, and how much of it was lost. */
export interface InputValues {
  lot: string;
  quantity: string;
  loss: string;
}

/** What is typed on a production batch. */
export interface BatchValues {
  product: string;
  lotNumber: string;
  quantity: string;
  productionDate: string;
  expiryDate: string;
  inputs: InputValues[];
}

export const emptyInput = (): InputValues => ({ lot: '', quantity: '', loss: '' });

export const emptyBatch = (): BatchValues => ({
  product: '',
  lotNumber: '',
  quantity: '',
  productionDate: '',
  expiryDate: '',
  inputs: [emptyInput()],
});

const inputsOf = (batch: Batch): InputValues[] => {
  const rows: InputValues[] = batch.inputs.map(({ lot, quantity }) => ({ lot, quantity, loss: '' }));
  for (const { lot, quantity } of batch.losses) {
    const row = rows.find((input) => input.lot === lot);
    if (row === undefined) rows.push({ lot, quantity: '', loss: quantity });
    else row.loss = quantity;
  }
  return rows.length === 0 ? [emptyInput()] : rows;
};

export const valuesOfBatch = (batch: Batch): BatchValues => ({
  product: batch.product,
  lotNumber: batch.lotNumber,
  quantity: batch.quantity,
  productionDate: batch.productionDate,
  expiryDate: batch.expiryDate,
  inputs: inputsOf(batch),
});

const more = (quantity: string): boolean => quantity !== '' && Number(quantity) > 0;

/** The body of the request; empty input rows are left out. */
export const bodyOfBatch = (values: BatchValues): BatchFields => ({
  product: values.product,
  lotNumber: values.lotNumber.normalize('NFKC').trim(),
  quantity: values.quantity,
  productionDate: values.productionDate,
  expiryDate: values.expiryDate,
  inputs: values.inputs
    .filter(({ lot, quantity }) => lot !== '' && more(quantity))
    .map(({ lot, quantity }) => ({ lot, quantity })),
  losses: values.inputs
    .filter(({ lot, loss }) => lot !== '' && more(loss))
    .map(({ lot, loss }) => ({ lot, quantity: loss })),
});

/** The form with its checks: the batch's own facts, and at least one raw-material batch (R-4.2.2c). */
export const useBatchForm = (): Form<BatchValues> => {
  const form: Form<BatchValues> = useForm<BatchValues>(emptyBatch, {
    product: filled,
    lotNumber: filled,
    quantity: positive,
    productionDate: filled,
    expiryDate: (expiry) => {
      if (expiry === '') return 'common.fieldMissing';
      return expiry < form.values.productionDate ? 'common.expiryBeforeProduction' : null;
    },
    inputs: (inputs) => {
      const used = inputs.filter(({ lot }) => lot !== '');
      if (used.length === 0) return 'batches.inputMissing';
      if (new Set(used.map(({ lot }) => lot)).size !== used.length) return 'batches.inputTwice';
      return used.every(({ quantity, loss }) => more(quantity) || more(loss))
        ? null
        : 'batches.inputQuantityMissing';
    },
  });
  return form;
};
