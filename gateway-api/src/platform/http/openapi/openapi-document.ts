import { z } from 'zod';
import { idempotencyKeySchema } from '../idempotency-key.js';
import { problemSchema } from '../problem.js';
import { declaredRoutes, type Route, type RouteSpec } from '../route.js';
import { type JsonSchema, SchemaComponents } from './schema-components.js';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: unknown;
}

const parametersFrom = (place: 'path' | 'query', schema: JsonSchema): Parameter[] => {
  const properties = (schema['properties'] ?? {}) as Record<string, JsonSchema>;
  const required = (schema['required'] ?? []) as string[];
  return Object.entries(properties).map(([name, member]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: member,
  }));
};

/** Query and path schemas are objects of their own; a named one is looked up. */
const inline = (components: SchemaComponents, schema: z.ZodType): JsonSchema => {
  const json = components.of(schema, 'input');
  const ref = json['$ref'];
  if (typeof ref !== 'string') return json;
  return components.all[ref.replace('#/components/schemas/', '')] ?? json;
};

const header = (name: string, description: string, schema: unknown): Parameter => ({
  name,
  in: 'header',
  required: true,
  description,
  schema,
});

const parametersOf = ({ method, spec }: Route, components: SchemaComponents): Parameter[] => [
  ...(spec.params === undefined ? [] : parametersFrom('path', inline(components, spec.params))),
  ...(spec.query === undefined ? [] : parametersFrom('query', inline(components, spec.query))),
  ...(spec.command === true
    ? [
        header(
          'Idempotency-Key',
          'the same key gives the same result',
          components.of(idempotencyKeySchema, 'input'),
        ),
      ]
    : []),
  ...(spec.permission !== 'public' && method !== 'GET'
    ? [header('X-CSRF-Token', 'the `csrf` of the session', { type: 'string' })]
    : []),
];

const requestBodyOf = (spec: RouteSpec, components: SchemaComponents): unknown => {
  if (spec.upload === true) {
    const file = { type: 'string', format: 'binary' };
    const schema = { type: 'object', properties: { file }, required: ['file'], additionalProperties: false };
    return { required: true, content: { 'multipart/form-data': { schema } } };
  }
  if (spec.body === undefined) return undefined;
  return { required: true, content: { 'application/json': { schema: components.of(spec.body, 'input') } } };
};

const okOf = (spec: RouteSpec, components: SchemaComponents): Record<string, unknown> => {
  const { status, schema, download } = spec.ok;
  if (schema !== undefined) {
    return {
      [status ?? 200]: {
        description: 'done',
        content: { 'application/json': { schema: components.of(schema, 'output') } },
      },
    };
  }
  if (download === undefined) return { [status ?? 204]: { description: 'done' } };
  const binary = { schema: { type: 'string', format: 'binary' } };
  return { [status ?? 200]: { description: 'the bytes', content: { [download]: binary } } };
};

const othersOf = (spec: RouteSpec, components: SchemaComponents): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(spec.others ?? {}).map(([status, schema]) => [
      status,
      {
        description: 'accepted',
        content: { 'application/json': { schema: components.of(schema, 'output') } },
      },
    ]),
  );

const operationOf = (route: Route, components: SchemaComponents): Record<string, unknown> => {
  const { spec, operation } = route;
  const requestBody = requestBodyOf(spec, components);
  const problems = spec.problems ?? [];
  return {
    operationId: operation,
    tags: [operation.split('.')[0]],
    summary: spec.summary,
    ...(spec.description === undefined ? {} : { description: spec.description }),
    'x-permission': spec.permission,
    ...(problems.length === 0 ? {} : { 'x-problems': problems }),
    security: spec.permission === 'public' ? [] : [{ session: [] }],
    parameters: parametersOf(route, components),
    ...(requestBody === undefined ? {} : { requestBody }),
    responses: {
      ...okOf(spec, components),
      ...othersOf(spec, components),
      default: { $ref: '#/components/responses/Problem' },
    },
  };
};

const byPath = (a: Route, b: Route): number => (`${a.path} ${a.method}` < `${b.path} ${b.method}` ? -1 : 1);

const pathsOf = (components: SchemaComponents): Record<string, Record<string, unknown>> => {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of [...declaredRoutes()].sort(byPath)) {
    const path = route.path.replace(/:([A-Za-z]+)/gu, '{$1}');
    (paths[path] ??= {})[route.method.toLowerCase()] = operationOf(route, components);
  }
  return paths;
};

/** The OpenAPI 3.1 document of every route declared by the modules loaded; the same on every gateway. */
export const openApiDocument = (): Record<string, unknown> => {
  const components = new SchemaComponents();
  const problem = components.of(problemSchema, 'output');
  const paths = pathsOf(components);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Baytrace gateway',
      version: '1.0.0',
      description:
        'Food traceability for Guangdong, Hong Kong and Macao. Refusals are RFC 9457 problem documents.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'bt_session',
          description: 'the cookie name ends with the jurisdiction: bt_session_gd, _hk, _mo',
        },
      },
      responses: {
        Problem: { description: 'refused', content: { 'application/problem+json': { schema: problem } } },
      },
      schemas: components.all,
    },
  };
};
