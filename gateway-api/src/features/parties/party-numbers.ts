import { DomainError } from '@baytrace/domain';
import { parseRegistrationId, type RegistrationIdKind } from '@baytrace/domain/identifiers';
import { InvalidInput } from '../../platform/http/invalid-input.js';

/** Read as typed by the first kind whose form it has; a wrong check digit is refused, not tried as another kind. */
const parseAs = (kinds: readonly RegistrationIdKind[], field: string, text: string): string => {
  for (const kind of kinds) {
    try {
      return parseRegistrationId(kind, text).value;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.params['reason'] !== 'form') throw new DomainError(error.code, { ...error.params, field });
    }
  }
  throw new DomainError('BT-IDENTIFIER-INVALID', { field, reason: 'form' });
};

/**
 * Registration number of an enterprise in canonical form: credit code, Hong Kong or Macao number (R-4.2.10d).
 * @throws DomainError BT-IDENTIFIER-INVALID with `field` and `reason` form | check-digit
 */
export const parseCreditCode = (text: string): string =>
  parseAs(['uscc', 'hk-br', 'mo-registration'], 'creditCode', text);

/**
 * Identity number of a person in canonical form: resident card, HKID, Macao BIR (R-4.2.10e).
 * @throws DomainError BT-IDENTIFIER-INVALID with `field` and `reason` form | check-digit
 */
export const parseIdentityNumber = (text: string): string =>
  parseAs(['resident-id', 'hkid', 'mo-bir'], 'identityNumber', text);

/** Telephone number: digits with an optional plus sign; spaces, brackets and hyphens go. @throws InvalidInput */
export const parseTelephone = (text: string): string => {
  const number = text.normalize('NFKC').replace(/[\s()-]+/gu, '');
  if (!/^\+?\d{5,15}$/u.test(number)) throw InvalidInput.at('body.telephone', 'not a telephone number');
  return number;
};
