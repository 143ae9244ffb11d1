import { Logger } from '@nestjs/common';
import { DomainError } from '@baytrace/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { problemOf } from '../http/problem.js';
import { routeAt } from '../http/route.js';
import type { AuditEntry, AuditTrail } from './audit-trail.js';

const changing = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

const isRecorded = (request: FastifyRequest, code: string | undefined): boolean => {
  if (request.context.admitted !== true || code === 'BT-TOO-MANY-REQUESTS') return false;
  return changing.has(request.method) || (code === 'BT-FORBIDDEN' && request.context.account !== undefined);
};

const entryOf = (request: FastifyRequest, reply: FastifyReply): AuditEntry | undefined => {
  const { problem, audit } = request.context;
  const code = reply.statusCode < 400 ? undefined : (problem ?? 'BT-INTERNAL');
  if (!isRecorded(request, code)) return undefined;
  const action = routeAt(request.method, request.routeOptions.url)?.operation;
  return action === undefined ? undefined : { ...audit, action, result: code ?? 'ok' };
};

/**
 * Writes the line of a request before its answer leaves. When the log cannot be written the caller hears
 * BT-UNAVAILABLE instead of success (no change without a line); the same idempotency key may be sent again.
 */
export const registerAuditHook = (fastify: FastifyInstance, trail: AuditTrail): void => {
  const logger = new Logger('Audit');
  fastify.addHook('onSend', async (request, reply, payload) => {
    const entry = entryOf(request, reply);
    if (entry === undefined) return payload;
    try {
      await trail.record(entry);
      return payload;
    } catch (error) {
      logger.error(
        `line not written, request ${request.id}`,
        error instanceof Error ? error.stack : String(error),
      );
      const refusal = new DomainError('BT-UNAVAILABLE', { part: 'audit' });
      const problem = problemOf(refusal, request.url.split('?')[0] ?? '/', request.id);
      void reply.code(problem.status).type('application/problem+json').removeHeader('content-length');
      return JSON.stringify(problem);
    }
  });
};
