import 'reflect-metadata';
import { describe, expect, test } from '@jest/globals';
import { MODULE_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import type { Type } from '@nestjs/common';
import { gatewayModules } from '../../src/app.module.js';
import { declaredRoutes, routeOf } from '../../src/platform/http/route.js';
import { OpenapiController } from '../../src/platform/http/openapi/openapi.controller.js';

const controllersOf = (module: Type): Type[] => {
  const own = (Reflect.getMetadata(MODULE_METADATA.CONTROLLERS, module) ?? []) as Type[];
  const imports = (Reflect.getMetadata(MODULE_METADATA.IMPORTS, module) ?? []) as Type[];
  return [...own, ...imports.flatMap(controllersOf)];
};

const controllers = [...new Set([...gatewayModules.flatMap(controllersOf), OpenapiController])];

const handlersOf = (controller: Type): [string, object][] => {
  const prototype = controller.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(prototype).flatMap((name): [string, object][] => {
    const member = Object.getOwnPropertyDescriptor(prototype, name)?.value as unknown;
    if (name === 'constructor') return [];
    const isRoute = typeof member === 'function' && Reflect.hasMetadata(PATH_METADATA, member);
    return isRoute ? [[`${controller.name}.${name}`, member]] : [];
  });
};

const handlers = controllers.flatMap(handlersOf);

describe('every route of the gateway', () => {
  test('there are some', () => {
    expect(handlers.length).toBeGreaterThan(20);
  });

  test.each(handlers)('%s carries a permission or an explicit public', (_, handler) => {
    expect(routeOf(handler)?.spec.permission).toEqual(expect.any(String));
  });

  test('only these are open to everybody', () => {
    const open = declaredRoutes().filter((route) => route.spec.permission === 'public');
    expect(open.map((route) => `${route.method} ${route.path}`).sort()).toEqual([
      'GET /api/openapi.json',
      'GET /api/v1/health',
      'GET /api/v1/health/ready',
      'GET /api/v1/platform',
      'GET /api/v1/public/codes',
      'POST /api/v1/session',
    ]);
  });

  test('all commands are changes, and their names are unique', () => {
    for (const route of declaredRoutes())
      if (route.spec.command === true) expect(route.method).not.toBe('GET');
    const names = declaredRoutes().map((route) => route.operation);
    expect(new Set(names).size).toBe(names.length);
  });
});
