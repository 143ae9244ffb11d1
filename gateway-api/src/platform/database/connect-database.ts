import { Logger } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCodeOf } from '../error-code.js';
import { DataSource, type EntityTarget, type MigrationInterface, type ObjectLiteral } from 'typeorm';

/** What the database of this gateway holds; the lists stand in `data-source.ts`. */
export interface DatabaseShape {
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  readonly migrations: readonly (new () => MigrationInterface)[];
}

/** Any number that only this program uses for its migrations (pg_advisory_lock). */
const migrationLock = 0x6261_7974;
const longestPauseMs = 5_000;

const open = (url: string, shape: DatabaseShape): DataSource =>
  new DataSource({
    type: 'postgres',
    url,
    schema: 'app',
    entities: [...shape.entities] as (new () => ObjectLiteral)[],
    migrations: [...shape.migrations],
    migrationsTableName: 'migration',
    synchronize: false,
    logging: false,
    applicationName: 'baytrace-gateway',
    poolSize: 16,
    connectTimeoutMS: 5_000,
    extra: { keepAlive: true, idleTimeoutMillis: 60_000 },
  });

/** Runs what is missing of the migrations; concurrent starts wait for one another. */
const migrate = async (dataSource: DataSource): Promise<void> => {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await runner.query('CREATE SCHEMA IF NOT EXISTS app');
    await dataSource.runMigrations({ transaction: 'each' });
    await runner.query('SELECT pg_advisory_unlock($1)', [migrationLock]);
  } finally {
    await runner.release();
  }
};

const connectOnce = async (url: string, shape: DatabaseShape): Promise<DataSource> => {
  const dataSource = open(url, shape);
  await dataSource.initialize();
  try {
    await migrate(dataSource);
    return dataSource;
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
};

/** SQLSTATE classes of a database that is there and refuses what a migration asks: waiting cannot help. */
const isDefect = (error: unknown): boolean => /^(?:22|23|42)/u.test(errorCodeOf(error));

/**
 * Connects and brings the schema up to date, waiting with back-off for a database that is not there yet.
 * @throws the database's own error when a migration is wrong.
 */
export const connectDatabase = async (url: string, shape: DatabaseShape): Promise<DataSource> => {
  const logger = new Logger('Database');
  for (let pauseMs = 100; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      return await connectOnce(url, shape);
    } catch (error) {
      if (isDefect(error)) throw error;
      logger.warn(
        `waiting for the database: ${error instanceof Error ? error.message || error.name : 'unknown'}`,
      );
      await delay(pauseMs);
    }
  }
};
