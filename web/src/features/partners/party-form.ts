import type { Party, PartyFields, PartyType } from '../../api/contract.js';
import { filled, useForm, type Form } from '../../ui/form/use-form.js';

/** What is typed of a trading party, of either kind. */
export interface PartyValues {
  kind: 'enterprise' | 'individual';
  types: PartyType[];
  name: string;
  creditCode: string;
  address: string;
  legalPerson: string;
  contactPerson: string;
  contactDetails: string;
  identityNumber: string;
  telephone: string;
}

export const emptyParty = (type: PartyType): PartyValues => ({
  kind: 'enterprise',
  types: [type],
  name: '',
  creditCode: '',
  address: '',
  legalPerson: '',
  contactPerson: '',
  contactDetails: '',
  identityNumber: '',
  telephone: '',
});

/** Values of a saved party; masked numbers stay as the gateway gave them. */
export const valuesOfParty = (party: Party): PartyValues => {
  const base = {
    ...emptyParty('supplier'),
    types: [...party.types],
    name: party.name,
    address: party.address,
  };
  if (party.kind === 'individual') {
    return { ...base, kind: 'individual', identityNumber: party.identityNumber, telephone: party.telephone };
  }
  const { creditCode, legalPerson, contactPerson, contactDetails } = party;
  return { ...base, kind: 'enterprise', creditCode, legalPerson, contactPerson, contactDetails };
};

const trim = (text: string): string => text.normalize('NFKC').trim();

/** The body of the request: the six fields of an enterprise or the four of an individual. */
export const bodyOfParty = (values: PartyValues): PartyFields => {
  const { types, name, address } = values;
  if (values.kind === 'individual') {
    return {
      kind: 'individual',
      types,
      name: name.trim(),
      address: address.trim(),
      identityNumber: trim(values.identityNumber),
      telephone: trim(values.telephone),
    };
  }
  return {
    kind: 'enterprise',
    types,
    name: name.trim(),
    creditCode: trim(values.creditCode),
    address: address.trim(),
    legalPerson: values.legalPerson.trim(),
    contactPerson: values.contactPerson.trim(),
    contactDetails: trim(values.contactDetails),
  };
};

/** The form; every field of the chosen kind must be there (R-4.2.10d, R-4.2.10e). */
export const usePartyForm = (): Form<PartyValues> => {
  const ofKind =
    (kind: PartyValues['kind']) =>
    (value: string): ReturnType<typeof filled> =>
      form.values.kind === kind ? filled(value) : null;
  const form: Form<PartyValues> = useForm<PartyValues>(() => emptyParty('supplier'), {
    name: filled,
    address: filled,
    types: (types) => (types.length === 0 ? 'common.fieldMissing' : null),
    creditCode: ofKind('enterprise'),
    legalPerson: ofKind('enterprise'),
    contactPerson: ofKind('enterprise'),
    contactDetails: ofKind('enterprise'),
    identityNumber: ofKind('individual'),
    telephone: ofKind('individual'),
  });
  return form;
};
