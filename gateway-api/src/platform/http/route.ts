import type { ErrorCode } from '@baytrace/domain';
import type { PortalPermission } from '@baytrace/domain/access';
import { applyDecorators, HttpCode, RequestMapping, RequestMethod, SetMetadata } from '@nestjs/common';
import type { z } from 'zod';
import type { RequestLimit } from './request-limits.js';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Everything there is to say about one route; guard, validation, OpenAPI and audit read it. */
export interface RouteSpec {
  /** A permission, `signed-in` for any account, or `public` (then say so on purpose). */
  readonly permission: PortalPermission | 'signed-in' | 'public';
  readonly summary: string;
  readonly description?: string;
  /** Strict object schemas; what is not declared is refused. `params` is needed when the path has any. */
  readonly body?: z.ZodType;
  readonly query?: z.ZodType;
  readonly params?: z.ZodType;
  /** The answer when all is well: a schema (without transforms), a media type to download, or nothing (204). */
  readonly ok: { readonly status?: number; readonly schema?: z.ZodType; readonly download?: string };
  /** Other good answers by status, e.g. `{ 202: operationSchema }`; sent with `answer(202, …)`. */
  readonly others?: Readonly<Record<number, z.ZodType>>;
  /** Problem codes worth naming in the OpenAPI document, beside the general ones. */
  readonly problems?: readonly ErrorCode[];
  /** A command: needs an `Idempotency-Key` header, read with `@IdempotencyKey()`. */
  readonly command?: boolean;
  /** The body is one multipart file, read from the request by the handler. */
  readonly upload?: boolean;
  /** Allowance for those who are not signed in; `public` unless told. */
  readonly limit?: RequestLimit;
  /** Answers although the password must be changed first. */
  readonly withExpiredPassword?: boolean;
  /** Path before the route's own; `/api/v1` unless told. */
  readonly base?: string;
}

/** One declared route. */
export interface Route {
  readonly method: Method;
  /** Full path with `:name` parameters. */
  readonly path: string;
  /** `noun.verb` from controller and method, e.g. `purchases.create`: operation id and audit action. */
  readonly operation: string;
  readonly spec: RouteSpec;
}

const metadataKey = 'baytrace:route';
const routes = new Map<string, Route>();

/** Every route declared by a module loaded so far. */
export const declaredRoutes = (): readonly Route[] => [...routes.values()];

/** The declaration behind a handler function. */
export const routeOf = (handler: object): Route | undefined =>
  Reflect.getMetadata(metadataKey, handler) as Route | undefined;

/** The declaration behind a method and a route pattern, as Fastify names it. */
export const routeAt = (method: string, pattern: string | undefined): Route | undefined =>
  routes.get(`${method === 'HEAD' ? 'GET' : method} ${pattern ?? ''}`);

const operationOf = (controller: string, handler: string): string => {
  const noun = controller.replace(/Controller$/u, '');
  return `${noun.charAt(0).toLowerCase()}${noun.slice(1)}.${handler}`;
};

/**
 * Declares a route: `@Route('POST /purchases', { permission: 'purchase:write', summary: '…', body, ok })`.
 * The path is below `/api/v1`; the controller itself has none (`@Controller()`).
 */
export const Route =
  (methodAndPath: `${Method} /${string}`, spec: RouteSpec): MethodDecorator =>
  (target, key, descriptor) => {
    const [method, ownPath] = methodAndPath.split(' ') as [Method, string];
    const path = `${spec.base ?? '/api/v1'}${ownPath}`;
    const operation = operationOf(target.constructor.name, String(key));
    if (path.includes(':') && spec.params === undefined) throw new Error(`${methodAndPath}: params missing`);
    const route: Route = { method, path, operation, spec };
    routes.set(`${method} ${path}`, route);
    applyDecorators(
      RequestMapping({ path, method: RequestMethod[method] }),
      HttpCode(spec.ok.status ?? ((spec.ok.schema ?? spec.ok.download) ? 200 : 204)),
      SetMetadata(metadataKey, route),
    )(target, key, descriptor);
  };
