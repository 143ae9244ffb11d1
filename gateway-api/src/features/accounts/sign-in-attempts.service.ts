import { Injectable } from '@nestjs/common';
import { DomainError } from '@baytrace/domain';
import { createHash } from 'node:crypto';
import { Transactions } from '../../platform/database/transactions.js';
import { OneAtATime } from '../../platform/one-at-a-time.js';

const mostFailures = 5;
const lockMinutes = 15;

const keyOf = (login: string): string => createHash('sha256').update(login.toLowerCase()).digest('hex');

/**
 * Counts failed sign-ins by login, known or not (so a lock tells nobody which logins exist), in the database:
 * a restart forgets nothing. An attempt is booked as failed before the password is looked at, in one
 * statement, so parallel attempts cannot have more than five looked at (C-7.2).
 */
@Injectable()
export class SignInAttempts {
  readonly #turns = new OneAtATime();

  constructor(private readonly transactions: Transactions) {}

  /**
   * Checks a password: books the attempt, looks, and clears the count when it was right. Attempts for one
   * login take turns in this process, so several right ones at once do not count as failures of each other.
   * @throws DomainError BT-ACCOUNT-LOCKED with `retryAfterSeconds` after five failures, for 15 minutes.
   */
  attempt(login: string, isRight: () => Promise<boolean>): Promise<boolean> {
    return this.#turns.run(keyOf(login), () => this.#attempt(login, isRight));
  }

  async #attempt(login: string, isRight: () => Promise<boolean>): Promise<boolean> {
    await this.#book(login);
    if (!(await isRight())) return false;
    await this.clear(login);
    return true;
  }

  async #book(login: string): Promise<void> {
    const booked = await this.transactions.run((manager) =>
      manager.query<unknown[]>(
        `INSERT INTO app.sign_in_attempts AS a (login_hash, failed) VALUES ($1, 1)
         ON CONFLICT (login_hash) DO UPDATE SET
           failed = CASE WHEN a.locked_until <= now() THEN 1 ELSE a.failed + 1 END,
           locked_until = CASE WHEN a.locked_until IS NULL AND a.failed + 1 >= $2
             THEN now() + make_interval(mins => $3) END,
           latest_at = now()
         WHERE a.locked_until IS NULL OR a.locked_until <= now()
         RETURNING failed`,
        [keyOf(login), mostFailures, lockMinutes],
      ),
    );
    if (booked.length > 0) return;
    throw new DomainError('BT-ACCOUNT-LOCKED', { retryAfterSeconds: await this.#secondsLeft(login) });
  }

  /** The count starts anew, a lock is lifted; counts a day old go as well. */
  async clear(login: string): Promise<void> {
    await this.transactions.run(async (manager) => {
      await manager.query(
        `DELETE FROM app.sign_in_attempts
         WHERE login_hash = $1 OR (latest_at < now() - interval '1 day' AND (locked_until IS NULL OR locked_until < now()))`,
        [keyOf(login)],
      );
    });
  }

  async #secondsLeft(login: string): Promise<number> {
    const [row] = await this.transactions.reader.query<{ left: string }[]>(
      `SELECT ceil(extract(epoch FROM locked_until - now())) AS left FROM app.sign_in_attempts WHERE login_hash = $1`,
      [keyOf(login)],
    );
    return Math.max(1, Number(row?.left ?? 1));
  }
}
