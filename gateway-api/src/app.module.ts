import { type DynamicModule, Module, type Type } from '@nestjs/common';
import type { GatewayConfig } from './config/gateway-config.js';
import { baseModules } from './base-modules.js';
import { databaseShape } from './data-source.js';
import { BatchesModule } from './features/batches/batches.module.js';
import { CodeBlocksModule } from './features/code-blocks/code-blocks.module.js';
import { CodeDownloadsModule } from './features/code-downloads/code-downloads.module.js';
import { CodeHistoryModule } from './features/code-history/code-history.module.js';
import { CodeKeysModule } from './features/code-keys/code-keys.module.js';
import { DeliveriesModule } from './features/deliveries/deliveries.module.js';
import { DevicesModule } from './features/devices/devices.module.js';
import { DirectoryModule } from './features/directory/directory.module.js';
import { DispatchesModule } from './features/dispatches/dispatches.module.js';
import { EnterprisesModule } from './features/enterprises/enterprises.module.js';
import { MaterialsModule } from './features/materials/materials.module.js';
import { OperationsModule } from './features/operations/operations.module.js';
import { PartiesModule } from './features/parties/parties.module.js';
import { PlatformInfoModule } from './features/platform-info/platform-info.module.js';
import { PrintJobsModule } from './features/print-jobs/print-jobs.module.js';
import { ProductsModule } from './features/products/products.module.js';
import { PurchasesModule } from './features/purchases/purchases.module.js';
import { ReceiptsModule } from './features/receipts/receipts.module.js';
import { SalesModule } from './features/sales/sales.module.js';
import { StockModule } from './features/stock/stock.module.js';
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
  StockModule,
  SalesModule,
  ReceiptsModule,
  DispatchesModule,
  DeliveriesModule,
  DirectoryModule,
  EnterprisesModule,
  MaterialsModule,
  OperationsModule,
  PartiesModule,
  PlatformInfoModule,
  ProductsModule,
  BatchesModule,
  CodeBlocksModule,
  CodeDownloadsModule,
  DevicesModule,
  PrintJobsModule,
  PurchasesModule,
];

/** The application: the platform and the feature modules. */
@Module({})
export class AppModule {
  static with(config: GatewayConfig): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.with(config, databaseShape), ...gatewayModules] };
  }
}
