import { describe, expect, test } from '@jest/globals';
import { DomainError } from '@baytrace/domain';
import { directoryCardSchema } from '@baytrace/domain/ledger';
import { randomId } from '../../platform/random-id.js';
import { type Registration, registrationSchema } from './enterprises.schema.js';
import { checkRegistration, directoryCardOf, registrationDigest } from './registration-record.js';

const firm: Registration = {
  name: 'Pearl Delta Foods',
  premisesType: 'factory',
  registrationNumber: '9144 0101 MA5X AMPL 35',
  identifierType: 'uscc',
  domicile: '1 Example Road, Guangzhou',
  region: '440100',
  legalRepresentative: 'Person One',
  contactPerson: 'Person Two',
  contactDetails: '+86 20 0000 0000',
  recallContact: 'recall@pearl.example',
  roles: ['producer'],
  administrator: { login: 'pearl', displayName: 'Pearl' },
};

const person: Registration = { ...firm, identifierType: 'hkid', registrationNumber: 'A123456(3)' };

const refusalOf = (registration: Registration): DomainError | undefined => {
  try {
    checkRegistration(registration);
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
};

describe('a registration record (R-4.2.8c)', () => {
  test('each of the seven fields is needed, and the missing one is named', () => {
    for (const field of [
      'name',
      'premisesType',
      'registrationNumber',
      'domicile',
      'legalRepresentative',
      'contactPerson',
      'contactDetails',
    ]) {
      const lacking = Object.fromEntries(Object.entries(firm).filter(([key]) => key !== field));
      const result = registrationSchema.safeParse(lacking);
      expect(result.error?.issues.map((issue) => issue.path.join('.'))).toEqual([field]);
      expect(registrationSchema.safeParse({ ...firm, [field]: '  ' }).success).toBe(false);
    }
  });

  test('a person registers with an identity card instead of a code; the number is kept in canonical form', () => {
    expect(checkRegistration(person).registrationNumber).toBe('A1234563');
  });

  test('a wrong check character is refused without repeating the number', () => {
    for (const wrong of [
      { ...firm, registrationNumber: '91440101MA5XAMPL36' },
      { ...person, registrationNumber: 'A123456(4)' },
    ]) {
      const refusal = refusalOf(wrong);
      expect(refusal?.code).toBe('BT-IDENTIFIER-INVALID');
      expect(refusal?.params).toEqual({ type: wrong.identifierType, reason: 'check-digit' });
    }
  });
});

describe('what leaves home of a registration', () => {
  test('a digest that depends on the salt, so equal records cannot be told', () => {
    const one = registrationDigest(firm, Buffer.alloc(32, 1));
    expect(one).toMatch(/^[0-9a-f]{64}$/u);
    expect(registrationDigest(firm, Buffer.alloc(32, 1))).toBe(one);
    expect(registrationDigest(firm, Buffer.alloc(32, 2))).not.toBe(one);
    expect(registrationDigest({ ...firm, contactPerson: 'Person Three' }, Buffer.alloc(32, 1))).not.toBe(one);
  });

  test('the directory card carries no person, no address, and no number of a natural person (C-7.11)', () => {
    const id = randomId();
    const card = directoryCardOf(id, 'HK', checkRegistration(person), Buffer.alloc(16, 7));
    expect(directoryCardSchema.parse(card)).toEqual(card);
    expect(Object.keys(card).sort()).toEqual(
      ['v', 'enterprise', 'jurisdiction', 'name', 'premisesType', 'recallContact', 'salt'].sort(),
    );
  });
});
