import { z } from 'zod';
import { DomainError } from '../errors/index.js';
import { foldTyped } from '../typing/index.js';
import { hasHkidCheckDigit, hasUsccCheckCharacter, isResidentNumber } from './check-digits.js';

/** What a kind of registration identifier looks like and how far it can be checked. */
export interface RegistrationIdType {
  readonly jurisdiction: 'GD' | 'HK' | 'MO';
  /** The identifier of a natural person: encrypted, masked, never on the ledger. */
  readonly personal: boolean;
  /** `format-only` where no public rule for a check digit is known; the interface says so (S-31). */
  readonly checked: 'check-digit' | 'format-only';
}

interface Rule extends RegistrationIdType {
  readonly pattern: RegExp;
  readonly check?: (value: string) => boolean;
}

const rules = {
  /** 统一社会信用代码, GB 32100-2015: registration authority, kind, 6-digit region, 9 of the organisation, check. */
  uscc: {
    jurisdiction: 'GD',
    personal: false,
    checked: 'check-digit',
    pattern: /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/u,
    check: hasUsccCheckCharacter,
  },
  /** 居民身份证号码 and residence permits of HK, Macao and Taiwan people, GB 11643-1999. */
  'resident-id': {
    jurisdiction: 'GD',
    personal: true,
    checked: 'check-digit',
    pattern: /^\d{17}[\dX]$/u,
    check: isResidentNumber,
  },
  /** Hong Kong business registration number: 8 digits, or a prefix letter and 7 digits where none was issued. */
  'hk-br': {
    jurisdiction: 'HK',
    personal: false,
    checked: 'format-only',
    pattern: /^(?:\d{8}|[A-Z]\d{7})$/u,
  },
  /** Hong Kong identity card: one or two letters, six digits, check digit. */
  hkid: {
    jurisdiction: 'HK',
    personal: true,
    checked: 'check-digit',
    pattern: /^[A-Z]{1,2}\d{6}[\dA]$/u,
    check: hasHkidCheckDigit,
  },
  /** Macao commercial registration number: up to seven digits, letters of the register before or after. */
  'mo-registration': {
    jurisdiction: 'MO',
    personal: false,
    checked: 'format-only',
    pattern: /^(?:[A-Z]{2}\d{1,7}|\d{1,7}(?:[A-Z]{2})?)$/u,
  },
  /** Macao resident identity card (BIR): eight digits, the first 1, 5 or 7. */
  'mo-bir': { jurisdiction: 'MO', personal: true, checked: 'format-only', pattern: /^[157]\d{7}$/u },
} as const satisfies Readonly<Record<string, Rule>>;

/** Kind of registration identifier (S-31). */
export type RegistrationIdKind = keyof typeof rules;

/** Every kind, in the order shown to people. */
export const registrationIdKinds = Object.keys(rules) as readonly RegistrationIdKind[];

/** A kind of registration identifier. */
export const registrationIdKindSchema = z.enum(
  Object.keys(rules) as [RegistrationIdKind, ...RegistrationIdKind[]],
);

/** A checked identifier in its canonical form: capitals, without spaces, brackets, hyphens and slashes. */
export interface RegistrationId {
  readonly kind: RegistrationIdKind;
  readonly value: string;
}

const ruleOf = (kind: RegistrationIdKind): Rule => rules[kind];

/** Where a kind belongs, whether it is personal, and how far it is checked. */
export const registrationIdType = (kind: RegistrationIdKind): RegistrationIdType => {
  const { jurisdiction, personal, checked } = ruleOf(kind);
  return { jurisdiction, personal, checked };
};

/**
 * Reads a registration identifier as typed: `A123456(3)` and `ａ１２３４５６３` are the same HKID.
 * The value is not repeated in the error, since it may be personal.
 * @throws DomainError `BT-IDENTIFIER-INVALID` with `type` = kind and `reason` form | check-digit
 */
export const parseRegistrationId = (kind: RegistrationIdKind, text: string): RegistrationId => {
  const value = foldTyped(text)
    .replace(/[\s()/-]+/gu, '')
    .toUpperCase();
  const { pattern, check } = ruleOf(kind);
  if (!pattern.test(value)) throw new DomainError('BT-IDENTIFIER-INVALID', { type: kind, reason: 'form' });
  if (check !== undefined && !check(value)) {
    throw new DomainError('BT-IDENTIFIER-INVALID', { type: kind, reason: 'check-digit' });
  }
  return { kind, value };
};
