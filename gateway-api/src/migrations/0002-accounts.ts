import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts, their former passwords, sessions and the count of failed sign-ins. */
export class Accounts1764000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE app.account (
        id text PRIMARY KEY,
        login text NOT NULL,
        display_name text NOT NULL,
        roles text[] NOT NULL,
        enterprise text,
        state text NOT NULL CHECK (state IN ('active', 'disabled')),
        password_hash text NOT NULL,
        former_password_hashes text[] NOT NULL DEFAULT '{}',
        password_changed_at timestamptz NOT NULL,
        must_change_password boolean NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        version int NOT NULL DEFAULT 1
      );
      CREATE UNIQUE INDEX account_login ON app.account (lower(login));
      CREATE INDEX account_enterprise ON app.account (enterprise, id);
      CREATE TABLE app.session (
        id text PRIMARY KEY,
        token_hash text NOT NULL UNIQUE,
        account_id text NOT NULL REFERENCES app.account (id),
        created_at timestamptz NOT NULL DEFAULT now(),
        last_seen_at timestamptz NOT NULL DEFAULT now(),
        ended_at timestamptz
      );
      CREATE INDEX session_account ON app.session (account_id) WHERE ended_at IS NULL;
      CREATE TABLE app.sign_in_attempts (
        login_hash text PRIMARY KEY,
        failed int NOT NULL,
        locked_until timestamptz,
        latest_at timestamptz NOT NULL DEFAULT now()
      );`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE app.sign_in_attempts, app.session, app.account');
  }
}
