import { DomainError } from '@baytrace/domain';
import { isEnterpriseRole, mayHoldTogether, type PortalRole } from '@baytrace/domain/access';
import type { Account } from '../../platform/access/account.js';
import { InvalidInput } from '../../platform/http/invalid-input.js';

/** The enterprise an asker's rights over accounts end at; `undefined` = the whole jurisdiction. */
export const scopeOf = (asker: Account): string | undefined =>
  asker.roles.includes('administrator') ? undefined : (asker.enterprise ?? '');

/**
 * Whether the asker may give these roles in this enterprise: an administrator any allowed combination, an
 * enterprise's administrator only enterprise roles in the own enterprise.
 * @throws DomainError BT-FORBIDDEN, BT-INPUT-INVALID for roles that exclude one another.
 */
export const demandMayGive = (
  asker: Account,
  roles: readonly PortalRole[],
  enterprise: string | undefined,
): void => {
  const scope = scopeOf(asker);
  if (scope !== undefined && (enterprise !== scope || !roles.every(isEnterpriseRole))) {
    throw new DomainError('BT-FORBIDDEN', { reason: 'other-enterprise-or-role' });
  }
  if (!mayHoldTogether(roles, enterprise !== undefined)) {
    throw InvalidInput.at(
      'body.roles',
      'roles that may not be held together, or without their enterprise',
      'roles',
    );
  }
};
