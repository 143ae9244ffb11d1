import { DomainError } from '../../errors/index.js';
import type { CommandOf } from '../commands/index.js';
import type { Jurisdiction } from '../jurisdiction.js';
import { keys } from '../keys.js';
import type { CommandContext } from './command-context.js';

const authorityOf = (context: CommandContext): Jurisdiction => {
  if (context.actor.kind === 'enterprise')
    throw new DomainError('BT-ROLE-WRONG', { actor: context.actor.id });
  return context.actor.id;
};

/** @throws DomainError `BT-ENTERPRISE-EXISTS` */
export const registerEnterprise = (
  context: CommandContext,
  command: CommandOf<'register-enterprise'>,
): void => {
  const jurisdiction = authorityOf(context);
  if (context.world.hasEnterprise(command.enterprise)) {
    throw new DomainError('BT-ENTERPRISE-EXISTS', { enterprise: command.enterprise });
  }
  const { enterprise: id, roles, registration } = command;
  context.world.put(
    keys.enterprise(id),
    { v: 1, id, jurisdiction, roles, status: 'active', registration },
    jurisdiction,
  );
};

/** @throws DomainError `BT-ROLE-WRONG` for an enterprise of another jurisdiction */
export const setEnterpriseStatus = (
  context: CommandContext,
  command: CommandOf<'set-enterprise-status'>,
): void => {
  const enterprise = context.world.enterprise(command.enterprise);
  if (enterprise.jurisdiction !== authorityOf(context)) {
    throw new DomainError('BT-ROLE-WRONG', {
      enterprise: enterprise.id,
      jurisdiction: enterprise.jurisdiction,
    });
  }
  const changed = { ...enterprise, status: command.status };
  context.world.put(keys.enterprise(enterprise.id), changed, enterprise.jurisdiction);
};

/** @throws DomainError `BT-ROLE-WRONG` when a gateway publishes for another jurisdiction */
export const publishGatewayKey = (
  context: CommandContext,
  command: CommandOf<'publish-gateway-key'>,
): void => {
  const jurisdiction = authorityOf(context);
  if (command.jurisdiction !== jurisdiction) throw new DomainError('BT-ROLE-WRONG', { jurisdiction });
  context.world.put(keys.gatewayKey(jurisdiction), { v: 1, jurisdiction, jwk: command.jwk }, jurisdiction);
};

/** @throws DomainError `BT-PRODUCT-EXISTS` */
export const defineProduct = (context: CommandContext, command: CommandOf<'define-product'>): void => {
  const { id: enterprise, jurisdiction } = context.enterprise();
  if (context.world.findProduct(enterprise, command.product.id) !== undefined) {
    throw new DomainError('BT-PRODUCT-EXISTS', { product: command.product.id });
  }
  context.world.put(
    keys.product(enterprise, command.product.id),
    { v: 1, enterprise, ...command.product },
    jurisdiction,
  );
};
