import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOf, toDomainError } from './problem.js';

/** Turns whatever is thrown into application/problem+json; the cause of BT-INTERNAL goes to the log only. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const refusal = toDomainError(error);
    if (refusal.code === 'BT-INTERNAL') {
      this.#logger.error(`request ${request.id}`, error instanceof Error ? error.stack : String(error));
    }
    const problem = problemOf(refusal, request.url.split('?')[0] ?? '/', request.id);
    request.context.problem = refusal.code;
    const wait = refusal.params['retryAfterSeconds'];
    if (wait !== undefined) void reply.header('retry-after', String(wait));
    void reply.code(problem.status).type('application/problem+json').send(problem);
  }
}
