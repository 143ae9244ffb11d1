import { type CanActivate, type ExecutionContext, Injectable, Logger } from '@nestjs/common';
import { DomainError } from '@baytrace/domain';
import type { FastifyRequest } from 'fastify';
import { RequestLimits } from '../http/request-limits.js';
import { type RouteSpec, routeOf } from '../http/route.js';
import { demandPermission } from './account.js';
import { SessionCookies, isCsrfTokenOf } from './session-cookies.js';
import { type LiveSession, SessionSource } from './session-source.js';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

const demandAllowed = (spec: RouteSpec, session: LiveSession): void => {
  if (session.passwordExpired && spec.withExpiredPassword !== true) {
    throw new DomainError('BT-FORBIDDEN', { reason: 'password-expired' });
  }
  if (spec.permission === 'public' || spec.permission === 'signed-in') return;
  demandPermission(session.account, spec.permission);
};

/** Before anything else of a route: session, account, permission, CSRF. No declaration, no access. */
@Injectable()
export class AccessGuard implements CanActivate {
  readonly #logger = new Logger(AccessGuard.name);

  constructor(
    private readonly sessions: SessionSource,
    private readonly cookies: SessionCookies,
    private readonly limits: RequestLimits,
  ) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const request = execution.switchToHttp().getRequest<FastifyRequest>();
    request.context.admitted = true;
    const route = routeOf(execution.getHandler());
    if (route === undefined) {
      this.#logger.error(`${request.method} ${request.url.split('?')[0] ?? ''} declares no access`);
      throw new DomainError('BT-FORBIDDEN', { reason: 'undeclared' });
    }
    const token = this.cookies.tokenOf(request);
    const session = token === undefined ? undefined : await this.sessions.resolve(token);
    if (session !== undefined) {
      request.context.account = session.account;
      request.context.session = session.id;
    }
    this.#decide(request, route.spec, session, token);
    return true;
  }

  #decide(request: FastifyRequest, spec: RouteSpec, session?: LiveSession, token?: string): void {
    if (session === undefined) this.limits.take(spec.limit ?? 'public', request.ip);
    if (spec.permission === 'public') return;
    if (session === undefined || token === undefined) throw new DomainError('BT-SIGN-IN-REQUIRED');
    demandAllowed(spec, session);
    if (!safeMethods.has(request.method) && !isCsrfTokenOf(token, request.headers['x-csrf-token'])) {
      throw new DomainError('BT-CSRF');
    }
  }
}
