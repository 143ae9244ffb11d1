import { type DynamicModule, Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { GatewayConfig } from '../../config/gateway-config.js';
import { connectDatabase, type DatabaseShape } from './connect-database.js';
import { Transactions } from './transactions.js';

/** Opens the database at start, closes it last. */
@Global()
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  static with(shape: DatabaseShape): DynamicModule {
    return {
      module: DatabaseModule,
      providers: [
        {
          provide: DataSource,
          inject: [GatewayConfig],
          useFactory: (config: GatewayConfig) => connectDatabase(config.database.url, shape),
        },
        Transactions,
      ],
      exports: [DataSource, Transactions],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.dataSource.destroy();
  }
}
