import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import type { GatewayConfig } from './config/gateway-config.js';
import { mostFileBytes } from './features/files/files.service.js';
import { registerAuditHook } from './platform/audit/audit-hook.js';
import { AuditTrail } from './platform/audit/audit-trail.js';
import { refuseAddress } from './platform/http/problem.js';
import { registerRequestContext } from './platform/http/request-context.js';
import { registerSecurityHeaders } from './platform/http/security-headers.js';
import { registerWebApp } from './platform/http/web-app.js';
import { GatewayLogger } from './platform/logging/gateway-logger.js';
import { registerRequestLog } from './platform/logging/request-log.js';

const mostBodyBytes = 8 * 1024 * 1024;

const adapterFor = ({ http }: GatewayConfig): FastifyAdapter => {
  const https =
    http.tls === undefined
      ? {}
      : {
          https: {
            cert: readFileSync(http.tls.certFile),
            key: readFileSync(http.tls.keyFile),
            minVersion: 'TLSv1.2' as const,
          },
        };
  return new FastifyAdapter({
    bodyLimit: mostBodyBytes,
    genReqId: () => randomUUID(),
    logger: false,
    frameworkErrors: refuseAddress,
    ...https,
  });
};

/**
 * The gateway of a root module (`AppModule.with(config)`), ready to listen: waits for the database, brings it up to date, registers plugins and hooks.
 * @throws Error of whatever part cannot start.
 */
export const createApp = async (
  config: GatewayConfig,
  root: DynamicModule,
  quiet = false,
): Promise<NestFastifyApplication> => {
  const logger = new GatewayLogger(quiet);
  const app = await NestFactory.create<NestFastifyApplication>(root, adapterFor(config), {
    logger,
    forceCloseConnections: true,
    abortOnError: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  registerRequestContext(fastify);
  registerRequestLog(fastify);
  await registerSecurityHeaders(fastify, config.http.tls !== undefined);
  await fastify.register(cookie);
  await fastify.register(multipart, {
    limits: { files: 1, fields: 0, parts: 1, fileSize: mostFileBytes, headerPairs: 20 },
    throwFileSizeLimit: false,
  });
  registerAuditHook(fastify, app.get(AuditTrail));
  if (config.http.webRoot !== undefined) await registerWebApp(fastify, config.http.webRoot);
  await app.init();
  return app;
};
