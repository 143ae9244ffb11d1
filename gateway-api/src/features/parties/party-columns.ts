import { maskIdentityNumber, maskPhone } from '../../platform/personal-data/masking.js';
import type { EnterprisePartyFields, IndividualPartyFields } from './parties.schema.js';
import { parseCreditCode, parseIdentityNumber, parseTelephone } from './party-numbers.js';

type Fields = Omit<EnterprisePartyFields, 'kind'> & Omit<IndividualPartyFields, 'kind'>;

/** Fields of a party of either kind as typed; what is absent stays as it is. */
export type PartyValues = { readonly [F in keyof Fields]?: Fields[F] | undefined };

/** Columns of `app.party` to be written. */
export type PartyColumns = Readonly<Record<string, unknown>>;

/** Seals one field under the party's own data key. */
export type SealField = (field: string, value: string) => Promise<string>;

const present = (columns: PartyColumns): PartyColumns =>
  Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));

const openColumns = (values: PartyValues): PartyColumns =>
  present({
    types: values.types,
    name: values.name,
    address: values.address,
    region: values.region,
    credit_code: values.creditCode === undefined ? undefined : parseCreditCode(values.creditCode),
    legal_person: values.legalPerson,
    contact_person: values.contactPerson,
  });

const identityColumns = async (typed: string, seal: SealField): Promise<PartyColumns> => {
  const number = parseIdentityNumber(typed);
  return {
    identity_number: await seal('identityNumber', number),
    identity_number_masked: maskIdentityNumber(number),
  };
};

const telephoneColumns = async (typed: string, seal: SealField): Promise<PartyColumns> => {
  const number = parseTelephone(typed);
  return { telephone: await seal('telephone', number), telephone_masked: maskPhone(number) };
};

/**
 * The columns that hold these fields: numbers checked and in canonical form, personal ones sealed.
 * @throws DomainError BT-IDENTIFIER-INVALID, BT-INPUT-INVALID for a telephone number that is none.
 */
export const columnsOf = async (values: PartyValues, seal: SealField): Promise<PartyColumns> => ({
  ...openColumns(values),
  ...(values.contactDetails === undefined
    ? {}
    : { contact: await seal('contactDetails', values.contactDetails) }),
  ...(values.identityNumber === undefined ? {} : await identityColumns(values.identityNumber, seal)),
  ...(values.telephone === undefined ? {} : await telephoneColumns(values.telephone, seal)),
});
