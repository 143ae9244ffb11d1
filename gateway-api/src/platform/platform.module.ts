import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { GatewayConfig } from '../config/gateway-config.js';
import { AccessGuard } from './access/access.guard.js';
import { SessionCookies } from './access/session-cookies.js';
import { BlobStore } from './blobs/blob-store.js';
import { FolderBlobStore } from './blobs/folder-blob-store.js';
import type { DatabaseShape } from './database/connect-database.js';
import { DatabaseModule } from './database/database.module.js';
import { HealthChecks } from './health/health-checks.js';
import { OpenapiController } from './http/openapi/openapi.controller.js';
import { ProblemFilter } from './http/problem.filter.js';
import { RequestLimits } from './http/request-limits.js';
import { RouteInterceptor } from './http/route.interceptor.js';
import { PersonalData } from './personal-data/personal-data.js';
import { SecretsModule } from './secrets/secrets.module.js';

/** What every feature stands on; its providers can be injected everywhere. */
@Global()
@Module({})
export class PlatformModule {
  static with(config: GatewayConfig, shape: DatabaseShape): DynamicModule {
    return {
      module: PlatformModule,
      imports: [DatabaseModule.with(shape), SecretsModule],
      controllers: [OpenapiController],
      providers: [
        { provide: GatewayConfig, useValue: config },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: RouteInterceptor },
        { provide: APP_FILTER, useClass: ProblemFilter },
        SessionCookies,
        RequestLimits,
        HealthChecks,
        PersonalData,
        { provide: BlobStore, useClass: FolderBlobStore },
      ],
      exports: [GatewayConfig, SessionCookies, RequestLimits, HealthChecks, PersonalData, BlobStore],
    };
  }
}
