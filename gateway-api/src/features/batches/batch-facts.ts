import { compareDates, formatEventTime, localDate } from '@baytrace/domain/dates';
import { DomainError } from '@baytrace/domain/errors';
import { normaliseLotNumber } from '@baytrace/domain/identifiers';
import type { CommandOf } from '@baytrace/domain/ledger';
import { formatDecimal, parsePositiveDecimal, unitOf, type UnitSymbol } from '@baytrace/domain/quantities';
import { InvalidInput } from '../../platform/http/invalid-input.js';
import type { BatchColumns, BatchRow } from './batch.rows.js';
import type { BatchFields } from './batch.schema.js';
import type { UsedLot } from './used-lots.js';

type Uses = BatchFields['inputs'];

/** Quantities in the steps of each lot. @throws DomainError `BT-LOT-UNKNOWN`, `BT-QUANTITY-INVALID` */
const amountsOf = (uses: Uses, lots: ReadonlyMap<string, UsedLot>): { lot: string; quantity: string }[] =>
  uses.map(({ lot, quantity }) => {
    const known = lots.get(lot);
    if (known === undefined) throw new DomainError('BT-LOT-UNKNOWN', { lot });
    return { lot, quantity: String(parsePositiveDecimal(quantity, known.scale)) };
  });

const refuseTwice = (uses: Uses, field: 'inputs' | 'losses'): void => {
  if (new Set(uses.map(({ lot }) => lot)).size !== uses.length)
    throw InvalidInput.at(`body.${field}`, 'a lot twice');
};

/**
 * Fields as typed → columns; a draft may still lack inputs.
 * @throws DomainError `BT-QUANTITY-INVALID`, `BT-LOT-UNKNOWN`, `BT-INPUT-INVALID` (validity before production, a lot twice)
 */
export const columnsOf = (
  fields: BatchFields,
  product: { readonly unit: string; readonly scale: number },
  lots: ReadonlyMap<string, UsedLot>,
): BatchColumns => {
  if (compareDates(fields.expiryDate, fields.productionDate) < 0) {
    throw InvalidInput.at('body.expiryDate', 'is before the production date');
  }
  refuseTwice(fields.inputs, 'inputs');
  refuseTwice(fields.losses, 'losses');
  amountsOf([...fields.inputs, ...fields.losses], lots);
  return {
    product: fields.product,
    lot_number: normaliseLotNumber(fields.lotNumber),
    quantity: String(parsePositiveDecimal(fields.quantity, product.scale)),
    unit: product.unit,
    scale: product.scale,
    production_date: fields.productionDate,
    expiry_date: fields.expiryDate,
    inputs: fields.inputs,
    losses: fields.losses,
  };
};

/** The fields of a stored batch, as typed. */
export const fieldsOf = (row: BatchColumns): BatchFields => ({
  product: row.product,
  lotNumber: row.lot_number,
  quantity: formatDecimal(BigInt(row.quantity), row.scale),
  productionDate: row.production_date,
  expiryDate: row.expiry_date,
  inputs: row.inputs,
  losses: row.losses,
});

const symbolOf = (unit: string): UnitSymbol => {
  unitOf(unit);
  return unit as UnitSymbol;
};

/** The command that turns inputs into the batch's lot. @throws DomainError `BT-INPUT-INVALID` without inputs */
export const produceCommandOf = (
  row: BatchRow,
  id: string,
  lots: ReadonlyMap<string, UsedLot>,
): CommandOf<'produce'> => {
  if (row.inputs.length === 0) throw InvalidInput.at('inputs', 'a batch is made of at least one lot');
  return {
    type: 'produce',
    id,
    eventTime: formatEventTime(Date.now()),
    inputs: amountsOf(row.inputs, lots),
    losses: amountsOf(row.losses, lots),
    outputs: [
      {
        lot: {
          kind: 'finished',
          product: row.product,
          number: row.lot_number,
          unit: symbolOf(row.unit),
          scale: row.scale,
          productionDate: row.production_date,
          expiryDate: row.expiry_date,
          origin: { country: row.origin },
        },
        quantity: row.quantity,
        files: [],
      },
    ],
    documents: [{ type: 'batch-record', number: row.number, date: localDate(row.created_at.getTime()) }],
  };
};
