import { type DynamicModule, Module, type Type } from '@nestjs/common';
import type { GatewayConfig } from './config/gateway-config.js';
import { baseModules } from './base-modules.js';
import { databaseShape } from './data-source.js';
import { CodeHistoryModule } from './features/code-history/code-history.module.js';
import { CodeKeysModule } from './features/code-keys/code-keys.module.js';
import { DirectoryModule } from './features/directory/directory.module.js';
import { EnterprisesModule } from './features/enterprises/enterprises.module.js';
import { MaterialsModule } from './features/materials/materials.module.js';
import { OperationsModule } from './features/operations/operations.module.js';
import { PartiesModule } from './features/parties/parties.module.js';
import { PlatformInfoModule } from './features/platform-info/platform-info.module.js';
import { ProductsModule } from './features/products/products.module.js';
import { WhereaboutsModule } from './features/whereabouts/whereabouts.module.js';
import { LedgerModule } from './ledger/ledger.module.js';
import { PlatformModule } from './platform/platform.module.js';

/** Everything a gateway serves; a new feature adds its module here. */
export const gatewayModules: readonly Type[] = [
  ...baseModules,
  LedgerModule,
  CodeKeysModule,
  CodeHistoryModule,
  WhereaboutsModule,
  DirectoryModule,
  EnterprisesModule,
  MaterialsModule,
  OperationsModule,
  PartiesModule,
  PlatformInfoModule,
  ProductsModule,
];

/** The application: the platform and the feature modules. */
@Module({})
export class AppModule {
  static with(config: GatewayConfig): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.with(config, databaseShape), ...gatewayModules] };
  }
}
