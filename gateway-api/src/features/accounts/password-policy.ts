import { DomainError } from '@baytrace/domain';
import { randomInt } from 'node:crypto';

/** Rules for passwords; a deployment chooses a profile (C-7.1: policy is configurable). */
export interface PasswordPolicy {
  readonly shortest: number;
  readonly longest: number;
  /** Of lower case, upper case, digits, everything else. */
  readonly leastClasses: number;
  /** How many former passwords may not come back. */
  readonly remembered: number;
  readonly longestAgeDays: number;
}

/** GB/T 22239-2019 level 2 (7.1.4.1 a). Departs from ASVS 5.0 V6.2.5 and V6.2.10, which the standard outranks. */
export const mlps2: PasswordPolicy = {
  shortest: 10,
  longest: 128,
  leastClasses: 3,
  remembered: 5,
  longestAgeDays: 90,
};

const classes = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u];

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

/**
 * Refuses a password the policy does not allow; `rule` says which one.
 * @throws DomainError BT-PASSWORD-WEAK with rule `length`, `classes`, `login` or `repetition`.
 */
export const demandGoodPassword = (password: string, login: string, policy: PasswordPolicy = mlps2): void => {
  const weak = (rule: string): DomainError => new DomainError('BT-PASSWORD-WEAK', { rule });
  const characters = Array.from(password);
  if (characters.length < policy.shortest || characters.length > policy.longest) throw weak('length');
  if (classes.filter((one) => one.test(password)).length < policy.leastClasses) throw weak('classes');
  if (fold(password).includes(fold(login))) throw weak('login');
  if (new Set(characters).size < 5) throw weak('repetition');
};

/** True when a password this old must be changed. */
export const isTooOld = (changedAt: Date, now: Date, policy: PasswordPolicy = mlps2): boolean =>
  now.getTime() - changedAt.getTime() > policy.longestAgeDays * 86_400_000;

const lower = 'abcdefghjkmnpqrstuvwxyz';
const upper = 'ABCDEFGHJKMNPQRSTUVWXYZ';
const digits = '23456789';
const pick = (alphabet: string): string => alphabet.charAt(randomInt(alphabet.length));
const group = (alphabet: string): string => Array.from({ length: 4 }, () => pick(alphabet)).join('');

/** A random initial password a person can type, e.g. `abcd-EFGH-2345-aB3d`; 78 bits. */
export const initialPassword = (): string =>
  [group(lower), group(upper), group(digits), group(lower + upper + digits)].join('-');
