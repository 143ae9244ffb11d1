import { InvalidInput } from '../../platform/http/invalid-input.js';
import type { PartyRow } from './parties.rows.js';
import type { PartyChanges } from './parties.schema.js';
import type { PartyValues } from './party-columns.js';

const fieldsOfKind = {
  enterprise: ['creditCode', 'legalPerson', 'contactPerson', 'contactDetails'],
  individual: ['identityNumber', 'telephone'],
} as const;

const otherKind = { enterprise: 'individual', individual: 'enterprise' } as const;

/** A masked number that comes back as it was shown means: unchanged. */
const unmasked = (typed: string | undefined, masked: string): string | undefined =>
  typed === masked ? undefined : typed;

/**
 * The fields that an edit changes.
 * @throws InvalidInput for another kind than the party's, or a field of the other kind.
 */
export const changedValues = (row: PartyRow, changes: PartyChanges): PartyValues => {
  const { version: _, kind, ...values } = changes;
  if (kind !== undefined && kind !== row.kind) throw InvalidInput.at('body.kind', 'the kind never changes');
  const foreign = fieldsOfKind[otherKind[row.kind]].find((field) => values[field] !== undefined);
  if (foreign !== undefined) throw InvalidInput.at(`body.${foreign}`, 'unknown field', 'unrecognized_keys');
  if (row.kind === 'enterprise') return values;
  return {
    ...values,
    identityNumber: unmasked(values.identityNumber, row.identity_number_masked),
    telephone: unmasked(values.telephone, row.telephone_masked),
  };
};
