import { Logger } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

const slowMs = 1_000;

/** One line for each change, refusal and slow answer; the pattern of the path, never its values or the query. */
export const registerRequestLog = (fastify: FastifyInstance): void => {
  const logger = new Logger('Request');
  fastify.addHook('onResponse', (request, reply, done) => {
    const ms = Math.round(reply.elapsedTime);
    if (request.method !== 'GET' || reply.statusCode >= 400 || ms >= slowMs) {
      logger.log({
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms,
        requestId: request.id,
        account: request.context.account?.id,
        problem: request.context.problem,
      });
    }
    done();
  });
};
