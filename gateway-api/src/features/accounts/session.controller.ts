import { Body, Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Account, CurrentAccount } from '../../platform/access/account.js';
import { csrfTokenOf, SessionCookies } from '../../platform/access/session-cookies.js';
import { type LiveSession, SessionSource } from '../../platform/access/session-source.js';
import { DomainError } from '@baytrace/domain';
import { Route } from '../../platform/http/route.js';
import {
  type ChangePasswordBody,
  changePasswordSchema,
  sessionSchema,
  type SessionView,
  type SignInBody,
  signInSchema,
} from './account.schemas.js';
import { Passwords } from './passwords.service.js';
import { Sessions } from './sessions.service.js';
import { SignIn } from './sign-in.service.js';

const viewOf = (token: string, { account, passwordExpired }: LiveSession): SessionView => ({
  account: {
    id: account.id,
    login: account.login,
    displayName: account.displayName,
    roles: [...account.roles],
    enterprise: account.enterprise ?? null,
    jurisdiction: account.jurisdiction,
  },
  permissions: [...account.permissions],
  csrf: csrfTokenOf(token),
  passwordExpired,
});

/** Signing in and out. */
@Controller()
export class SessionController {
  constructor(
    private readonly signIns: SignIn,
    private readonly sessions: Sessions,
    private readonly source: SessionSource,
    private readonly passwords: Passwords,
    private readonly cookies: SessionCookies,
  ) {}

  @Route('POST /session', {
    permission: 'public',
    limit: 'sign-in',
    summary: 'Sign in; sets the session cookie',
    body: signInSchema,
    ok: { status: 200, schema: sessionSchema },
    problems: ['BT-SIGN-IN-FAILED', 'BT-ACCOUNT-LOCKED', 'BT-TOO-MANY-REQUESTS'],
  })
  async signIn(
    @Body() body: SignInBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const { token, live } = await this.signIns.signIn(body.login, body.password);
    const former = request.context.session;
    if (former !== undefined) await this.sessions.end(former);
    request.context.account = live.account;
    request.context.session = live.id;
    this.cookies.set(reply, token);
    return viewOf(token, live);
  }

  @Route('GET /session', {
    permission: 'signed-in',
    withExpiredPassword: true,
    summary: 'Who is signed in, and what the account may do',
    ok: { schema: sessionSchema },
  })
  async show(@Req() request: FastifyRequest): Promise<SessionView> {
    const token = this.cookies.tokenOf(request);
    const live = token === undefined ? undefined : await this.source.resolve(token);
    if (token === undefined || live === undefined) throw new DomainError('BT-SIGN-IN-REQUIRED');
    return viewOf(token, live);
  }

  @Route('DELETE /session', {
    permission: 'signed-in',
    withExpiredPassword: true,
    summary: 'Sign out; the session ends on the server',
    ok: { status: 204 },
  })
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    if (request.context.session !== undefined) await this.sessions.end(request.context.session);
    this.cookies.clear(reply);
    void reply.header('clear-site-data', '"cache", "storage"');
  }

  @Route('POST /session/password', {
    permission: 'signed-in',
    withExpiredPassword: true,
    summary: 'Change the own password; other sessions of the account end',
    body: changePasswordSchema,
    ok: { status: 204 },
    problems: ['BT-PASSWORD-WEAK', 'BT-SIGN-IN-FAILED', 'BT-ACCOUNT-LOCKED'],
  })
  changePassword(
    @CurrentAccount() account: Account,
    @Body() body: ChangePasswordBody,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    return this.passwords.change(account, request.context.session ?? '', body.present, body.next);
  }
}
