import { DomainError } from '@baytrace/domain/errors';
import type { Actor, Jurisdiction } from '@baytrace/domain/ledger';
import type { Caller } from './caller.js';

const rolesOfKind = { enterprise: 'enterprise', authority: 'regulator', gateway: 'gateway' } as const;

/**
 * Lets a caller act only for itself: MSP of the actor's jurisdiction, role of its kind, own pseudonym.
 *
 * @param home jurisdiction of the actor as the ledger knows it.
 * @throws DomainError `BT-MSP-WRONG`, `BT-ROLE-WRONG`, `BT-ACTOR-WRONG`
 */
export const checkActor = (caller: Caller, actor: Actor, home: Jurisdiction): void => {
  if (caller.jurisdiction !== home)
    throw new DomainError('BT-MSP-WRONG', { actor: actor.id, caller: caller.jurisdiction });
  if (caller.role !== rolesOfKind[actor.kind]) throw new DomainError('BT-ROLE-WRONG', { role: caller.role });
  if (actor.kind === 'enterprise' && caller.enterprise !== actor.id) {
    throw new DomainError('BT-ACTOR-WRONG', { actor: actor.id });
  }
};
