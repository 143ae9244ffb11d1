import { DomainError } from '@baytrace/domain/errors';
import { jurisdictionOf, type Jurisdiction } from '@baytrace/domain/ledger';
import type { Context } from 'fabric-contract-api';

/** Roles that a jurisdiction's CA writes into certificates as attribute `role`. */
export type CallerRole = 'enterprise' | 'regulator' | 'gateway';

/** Who signed the proposal: MSP first, then attributes (charter §4, Identity). */
export interface Caller {
  readonly jurisdiction: Jurisdiction;
  readonly role: CallerRole;
  /** Pseudonym of the enterprise, for role `enterprise`. */
  readonly enterprise: string | undefined;
}

const isRole = (text: string | null): text is CallerRole =>
  text === 'enterprise' || text === 'regulator' || text === 'gateway';

/**
 * Reads the caller from the creator certificate.
 *
 * @throws DomainError `BT-MSP-WRONG` for an MSP that is none of the three, `BT-ROLE-WRONG` without a known role.
 */
export const callerOf = (context: Context): Caller => {
  const msp = context.clientIdentity.getMSPID();
  const jurisdiction = jurisdictionOf(msp);
  if (jurisdiction === undefined) throw new DomainError('BT-MSP-WRONG', { msp });
  const role = context.clientIdentity.getAttributeValue('role');
  if (!isRole(role)) throw new DomainError('BT-ROLE-WRONG', { role: role ?? '' });
  return {
    jurisdiction,
    role,
    enterprise: context.clientIdentity.getAttributeValue('enterprise') ?? undefined,
  };
};
