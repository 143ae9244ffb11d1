import '@fastify/cookie';
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Injectable } from '@nestjs/common';
import { GatewayConfig } from '../../config/gateway-config.js';

/** The CSRF token bound to a session: HMAC-SHA-256 of a constant under the session token, base64url. */
export const csrfTokenOf = (sessionToken: string): string =>
  createHmac('sha256', sessionToken).update('baytrace csrf').digest('base64url');

/** True when the header's CSRF token belongs to the session. */
export const isCsrfTokenOf = (sessionToken: string, header: unknown): boolean => {
  if (typeof header !== 'string') return false;
  const expected = Buffer.from(csrfTokenOf(sessionToken));
  const given = Buffer.from(header);
  return expected.length === given.length && timingSafeEqual(expected, given);
};

/**
 * The two cookies of a session. Cookies do not tell ports apart (RFC 6265 §8.5), so the names carry the
 * jurisdiction: three gateways on one host do not sign one another out.
 */
@Injectable()
export class SessionCookies {
  readonly sessionName: string;
  readonly csrfName: string;
  readonly #secure: boolean;

  constructor(config: GatewayConfig) {
    const suffix = config.jurisdiction.toLowerCase();
    this.sessionName = `bt_session_${suffix}`;
    this.csrfName = `bt_csrf_${suffix}`;
    this.#secure = config.http.tls !== undefined;
  }

  tokenOf(request: FastifyRequest): string | undefined {
    return request.cookies[this.sessionName];
  }

  set(reply: FastifyReply, token: string): void {
    const options = { path: '/', sameSite: 'strict', secure: this.#secure } as const;
    reply.setCookie(this.sessionName, token, { ...options, httpOnly: true });
    reply.setCookie(this.csrfName, csrfTokenOf(token), { ...options, httpOnly: false });
  }

  clear(reply: FastifyReply): void {
    reply.clearCookie(this.sessionName, { path: '/' }).clearCookie(this.csrfName, { path: '/' });
  }
}
