import { parseRegistrationId, type RegistrationId, registrationIdType } from '@baytrace/domain/identifiers';
import { canonicalJson, type DirectoryCard, type Jurisdiction } from '@baytrace/domain/ledger';
import { createHmac } from 'node:crypto';
import type { Registration } from './enterprises.schema.js';

/** Fields of a registration that are sealed at rest. */
export interface PersonalFields {
  readonly registrationNumber: string;
  readonly domicile: string;
  readonly legalRepresentative: string;
  readonly contactPerson: string;
  readonly contactDetails: string;
}

/** A registration with its number checked and in canonical form. */
export interface CheckedRegistration extends Registration {
  readonly identifier: RegistrationId;
}

/** @throws DomainError BT-IDENTIFIER-INVALID with `reason` form | check-digit (R-4.2.8c). */
export const checkRegistration = (registration: Registration): CheckedRegistration => {
  const identifier = parseRegistrationId(registration.identifierType, registration.registrationNumber);
  return { ...registration, registrationNumber: identifier.value, identifier };
};

export const personalFieldsOf = (registration: Registration): PersonalFields => ({
  registrationNumber: registration.registrationNumber,
  domicile: registration.domicile,
  legalRepresentative: registration.legalRepresentative,
  contactPerson: registration.contactPerson,
  contactDetails: registration.contactDetails,
});

/**
 * What the ledger holds of a registration: HMAC-SHA-256 of the seven fields, their identifier's kind and the region
 * as canonical JSON under a salt of 32 random bytes that never leaves home (charter §4).
 */
export const registrationDigest = (registration: Registration, salt: Uint8Array): string =>
  createHmac('sha256', salt)
    .update(
      canonicalJson({
        ...personalFieldsOf(registration),
        name: registration.name,
        premisesType: registration.premisesType,
        identifierType: registration.identifierType,
        region: registration.region ?? null,
      }),
    )
    .digest('hex');

/** What the three jurisdictions see; the number of a natural person stays at home. `salt` = 16 random bytes. */
export const directoryCardOf = (
  enterprise: string,
  jurisdiction: Jurisdiction,
  registration: CheckedRegistration,
  salt: Buffer,
): DirectoryCard => ({
  v: 1,
  enterprise,
  jurisdiction,
  name: registration.name,
  premisesType: registration.premisesType,
  ...(registrationIdType(registration.identifierType).personal
    ? {}
    : { registrationNumber: registration.identifier.value }),
  recallContact: registration.recallContact,
  salt: salt.toString('hex'),
});
