import { DomainError } from '@baytrace/domain/errors';
import { parseRegistrationId } from '@baytrace/domain/identifiers';
import type {
  EnterpriseRegistration,
  Jurisdiction,
  RegistrationIdKind,
  TradeRole,
} from '../../api/contract.js';
import { filled, useForm, type Form } from '../../ui/form/use-form.js';
import type { MessageKey } from '../../ui/text/use-text.js';

/** What is typed to register an enterprise. */
export interface RegistrationValues {
  name: string;
  premisesType: EnterpriseRegistration['premisesType'];
  identifierType: RegistrationIdKind;
  registrationNumber: string;
  domicile: string;
  legalRepresentative: string;
  contactPerson: string;
  contactDetails: string;
  recallContact: string;
  roles: TradeRole[];
  adminLogin: string;
  adminName: string;
}

/** Kinds of registration number of each jurisdiction (S-31). */
export const identifierKinds: Readonly<Record<Jurisdiction, readonly RegistrationIdKind[]>> = {
  GD: ['uscc', 'resident-id'],
  HK: ['hk-br', 'hkid'],
  MO: ['mo-registration', 'mo-bir'],
};

export const emptyRegistration = (jurisdiction: Jurisdiction): RegistrationValues => ({
  name: '',
  premisesType: 'factory',
  identifierType: identifierKinds[jurisdiction][0] ?? 'uscc',
  registrationNumber: '',
  domicile: '',
  legalRepresentative: '',
  contactPerson: '',
  contactDetails: '',
  recallContact: '',
  roles: ['producer'],
  adminLogin: '',
  adminName: '',
});

/** Wrong form or check character of a registration number, in a word; null when it is right (R-4.2.8c). */
export const checkNumber = (kind: RegistrationIdKind, number: string): MessageKey | null => {
  if (number.trim() === '') return 'common.fieldMissing';
  try {
    parseRegistrationId(kind, number);
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.params['reason'] === 'check-digit'
      ? 'enterprises.numberCheckDigit'
      : 'enterprises.numberForm';
  }
};

export const bodyOfRegistration = (values: RegistrationValues): EnterpriseRegistration => {
  const { adminLogin, adminName, ...fields } = values;
  return {
    ...fields,
    registrationNumber: parseRegistrationId(values.identifierType, values.registrationNumber).value,
    administrator: { login: adminLogin.trim(), displayName: adminName.trim() },
  };
};

export const useRegistrationForm = (jurisdiction: Jurisdiction): Form<RegistrationValues> => {
  const form: Form<RegistrationValues> = useForm<RegistrationValues>(() => emptyRegistration(jurisdiction), {
    name: filled,
    premisesType: filled,
    registrationNumber: (number) => checkNumber(form.values.identifierType, number),
    domicile: filled,
    legalRepresentative: filled,
    contactPerson: filled,
    contactDetails: filled,
    recallContact: filled,
    roles: (roles) => (roles.length === 0 ? 'common.fieldMissing' : null),
    adminLogin: filled,
    adminName: filled,
  });
  return form;
};
