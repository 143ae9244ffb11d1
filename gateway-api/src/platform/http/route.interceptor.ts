import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  StreamableFile,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { z } from 'zod';
import { Answer } from './answer.js';
import { idempotencyKeyOf } from './idempotency-key.js';
import { faultsOf, InvalidInput } from './invalid-input.js';
import { type Route, routeOf } from './route.js';

const nothing = z.strictObject({});
const emptyBody = z.union([z.undefined(), z.null(), nothing]);

const parse = (part: 'body' | 'query' | 'params', schema: z.ZodType, value: unknown): unknown => {
  const result = schema.safeParse(value);
  if (!result.success) throw new InvalidInput(faultsOf(part, result.error));
  return result.data;
};

const isJson = (request: FastifyRequest): boolean =>
  /^application\/json\b/iu.test(request.headers['content-type'] ?? '');

const checkInput = (request: FastifyRequest, { spec }: Route): void => {
  if (spec.command === true) idempotencyKeyOf(request);
  request.params = spec.params === undefined ? {} : parse('params', spec.params, request.params);
  request.query = parse('query', spec.query ?? nothing, request.query);
  if (spec.upload === true) return;
  if (spec.body !== undefined && !isJson(request))
    throw InvalidInput.at('headers.content-type', 'application/json');
  request.body = parse('body', spec.body ?? emptyBody, request.body ?? undefined);
};

const checkOutput = (route: Route, status: number | undefined, body: unknown): unknown => {
  const { ok, others } = route.spec;
  const schema = status === undefined || status === ok.status ? ok.schema : others?.[status];
  if (schema === undefined) {
    if (body === undefined) return body;
    throw new Error(`${route.operation} answers something it has not declared`);
  }
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const faults = faultsOf('', result.error).map((f) => `${f.path} ${f.message}`);
  throw new Error(`${route.operation} answers not as declared: ${faults.join('; ')}`);
};

/** Holds every request and every answer against the schemas of its route; runs after the access guard. */
@Injectable()
export class RouteInterceptor implements NestInterceptor {
  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = execution.switchToHttp();
    const route = routeOf(execution.getHandler());
    if (route === undefined) throw new Error('a route without declaration passed the guard');
    checkInput(http.getRequest<FastifyRequest>(), route);
    return next
      .handle()
      .pipe(map((body: unknown) => this.#send(http.getResponse<FastifyReply>(), route, body)));
  }

  #send(reply: FastifyReply, route: Route, body: unknown): unknown {
    if (body instanceof StreamableFile) return body;
    if (!(body instanceof Answer)) return checkOutput(route, undefined, body);
    void reply.code(body.status).headers({ ...body.headers });
    if (body.body instanceof StreamableFile) return body.body;
    return checkOutput(route, body.status, body.body);
  }
}
