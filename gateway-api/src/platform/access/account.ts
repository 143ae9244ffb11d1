import type { PortalPermission, PortalRole } from '@baytrace/domain/access';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { DomainError } from '@baytrace/domain';
import type { FastifyRequest } from 'fastify';

/** The signed-in account of a request. */
export interface Account {
  readonly id: string;
  readonly login: string;
  readonly displayName: string;
  readonly roles: readonly PortalRole[];
  /** Pseudonymous id of the enterprise it acts for; absent for roles of the jurisdiction. */
  readonly enterprise?: string;
  readonly jurisdiction: 'GD' | 'HK' | 'MO';
  readonly permissions: ReadonlySet<PortalPermission>;
}

const accountOf = (context: ExecutionContext): Account | undefined =>
  context.switchToHttp().getRequest<FastifyRequest>().context.account;

/** Parameter: the signed-in {@link Account}; refuses with BT-SIGN-IN-REQUIRED where there is none. */
export const CurrentAccount = createParamDecorator((_: unknown, context: ExecutionContext): Account => {
  const account = accountOf(context);
  if (account === undefined) throw new DomainError('BT-SIGN-IN-REQUIRED');
  return account;
});

/** Parameter of public routes: the {@link Account} when the asker is signed in, else `undefined`. */
export const OptionalAccount = createParamDecorator(
  (_: unknown, context: ExecutionContext): Account | undefined => accountOf(context),
);

/**
 * The enterprise an account acts for.
 * @throws DomainError BT-FORBIDDEN for an account without one.
 */
export const enterpriseOf = (account: Account): string => {
  if (account.enterprise === undefined) throw new DomainError('BT-FORBIDDEN', { reason: 'no-enterprise' });
  return account.enterprise;
};

/**
 * First line of service methods that are also reached otherwise than through a route.
 * @throws DomainError BT-FORBIDDEN when the account lacks the permission.
 */
export const demandPermission = (account: Account, permission: PortalPermission): void => {
  if (!account.permissions.has(permission)) throw new DomainError('BT-FORBIDDEN', { permission });
};
