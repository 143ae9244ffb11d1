import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance } from 'fastify';
import type { Account } from '../access/account.js';
import type { AuditNote } from '../audit/audit-trail.js';

/** What is known of one request while it runs; services reach it without passing it along. */
export interface RequestContext {
  readonly id: string;
  readonly ip: string;
  readonly startedAt: number;
  /** The request reached the access guard of a route. */
  admitted?: boolean;
  account?: Account;
  session?: string;
  /** Code of the problem answered, e.g. BT-FORBIDDEN. */
  problem?: string;
  audit: AuditNote;
}

declare module 'fastify' {
  interface FastifyRequest {
    context: RequestContext;
  }
}

const storage = new AsyncLocalStorage<RequestContext>();

/** The request under way, or `undefined` outside of one (workers, timers). */
export const currentRequest = (): RequestContext | undefined => storage.getStore();

/** Runs `work` as if inside a request; for workers that act for somebody, and for tests. */
export const withRequestContext = <T>(context: RequestContext, work: () => T): T =>
  storage.run(context, work);

/** Gives every request a context, and the id of it to the caller. */
export const registerRequestContext = (fastify: FastifyInstance): void => {
  fastify.addHook('onRequest', (request, reply, done) => {
    request.context = { id: request.id, ip: request.ip, startedAt: performance.now(), audit: {} };
    void reply.header('x-request-id', request.id);
    storage.run(request.context, done);
  });
  // body parsing resumes in the socket's own async context (as @fastify/request-context has it)
  fastify.addHook('preValidation', (request, _reply, done) => {
    storage.run(request.context, done);
  });
};
