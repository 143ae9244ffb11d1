import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '@baytrace/domain';
import { setTimeout as delay } from 'node:timers/promises';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { isConnectionLost, isRepeatable } from './database-errors.js';

/** SQL isolation level of one transaction; PostgreSQL's own default is READ COMMITTED. */
export type Isolation = 'READ COMMITTED' | 'REPEATABLE READ' | 'SERIALIZABLE';

const attempts = 6;
const firstPauseMs = 40;

/** The commit was sent and no answer came: the transaction may or may not stand. */
class CommitUnknown extends Error {
  override readonly name = 'CommitUnknown';
}

/** The one way to the database. */
@Injectable()
export class Transactions {
  readonly #logger = new Logger(Transactions.name);

  constructor(private readonly dataSource: DataSource) {}

  /** For single reads outside a transaction. */
  get reader(): EntityManager {
    return this.dataSource.manager;
  }

  /**
   * Runs `work` in one transaction and commits it. `work` is repeated when PostgreSQL undid it because of
   * another transaction or went away before the commit, so it must do nothing but database work.
   *
   * @throws DomainError BT-UNAVAILABLE when the database cannot be reached within about three seconds, or
   *   went away during the commit (then the outcome is unknown; repeat with the same idempotency key).
   */
  async run<T>(
    work: (manager: EntityManager) => Promise<T>,
    isolation: Isolation = 'READ COMMITTED',
  ): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#once(work, isolation);
      } catch (error) {
        await this.#pauseOrThrow(error, attempt);
      }
    }
  }

  async #pauseOrThrow(error: unknown, attempt: number): Promise<void> {
    const lost = isConnectionLost(error);
    if (error instanceof CommitUnknown || (lost && attempt >= attempts)) {
      this.#logger.warn(`database not available: ${error instanceof Error ? error.message : 'unknown'}`);
      throw new DomainError('BT-UNAVAILABLE', { part: 'database' });
    }
    if (!(lost || isRepeatable(error)) || attempt >= attempts) throw error;
    await delay(firstPauseMs * 2 ** (attempt - 1) * (0.5 + Math.random()));
  }

  async #once<T>(work: (manager: EntityManager) => Promise<T>, isolation: Isolation): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.startTransaction(isolation);
      const result = await this.#orRollBack(runner, () => work(runner.manager));
      await this.#commit(runner);
      return result;
    } finally {
      await runner.release();
    }
  }

  async #orRollBack<T>(runner: QueryRunner, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      await this.#rollBack(runner);
      throw error;
    }
  }

  async #rollBack(runner: QueryRunner): Promise<void> {
    try {
      await runner.rollbackTransaction();
    } catch (error) {
      // the connection is gone, and PostgreSQL has rolled back with it; the caller hears the first error
      this.#logger.debug(`roll-back: ${error instanceof Error ? error.message : 'failed'}`);
    }
  }

  async #commit(runner: QueryRunner): Promise<void> {
    try {
      await runner.commitTransaction();
    } catch (error) {
      await this.#rollBack(runner);
      if (isConnectionLost(error)) throw new CommitUnknown('connection lost during commit', { cause: error });
      throw error;
    }
  }
}
