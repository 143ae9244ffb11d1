import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Commands on their way to the ledger, frozen batches, signing identities, idempotency keys. */
export class Outbox1764000002100 implements MigrationInterface {
  readonly name = 'Outbox1764000002100';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['outbox_command', 'outbox_batch', 'ledger_identity', 'idempotency']) {
      await runner.query(`DROP TABLE app.${table}`);
    }
  }
}

const statements = [
  `CREATE TABLE app.ledger_identity (
     id text PRIMARY KEY, role text NOT NULL, subject text NOT NULL, certificate_pem text NOT NULL,
     key_sealed bytea NOT NULL, created_at timestamptz NOT NULL DEFAULT now(), UNIQUE (role, subject))`,
  `CREATE TABLE app.outbox_batch (
     id text PRIMARY KEY, actor_kind text NOT NULL, actor text NOT NULL, identity text NOT NULL,
     body text NOT NULL, transient jsonb, endorsers text[], state text NOT NULL,
     lease_owner text, lease_until timestamptz, attempts int NOT NULL DEFAULT 0,
     next_attempt_at timestamptz NOT NULL DEFAULT now(), last_error text,
     refusal_code text, refusal_params jsonb, created_at timestamptz NOT NULL DEFAULT now(),
     CHECK (state IN ('frozen', 'recorded', 'abandoning', 'abandoned')))`,
  `CREATE UNIQUE INDEX outbox_batch_one_in_flight ON app.outbox_batch (actor) WHERE state IN ('frozen', 'abandoning')`,
  `CREATE TABLE app.outbox_command (
     id text PRIMARY KEY, seq bigserial NOT NULL, actor_kind text NOT NULL, actor text NOT NULL, identity text NOT NULL,
     type text NOT NULL, body jsonb NOT NULL, private_kind text, private_name text, private_value jsonb,
     counterpart text, document_type text, document_id text, state text NOT NULL, batch text,
     refusal_code text, refusal_params jsonb, plans int NOT NULL DEFAULT 0, account text,
     created_at timestamptz NOT NULL DEFAULT now(), settled_at timestamptz,
     CHECK (state IN ('waiting', 'frozen', 'done', 'refused')))`,
  `CREATE INDEX outbox_command_waiting ON app.outbox_command (actor, seq) WHERE state = 'waiting'`,
  `CREATE INDEX outbox_command_batch ON app.outbox_command (batch)`,
  `CREATE INDEX outbox_command_document ON app.outbox_command (document_type, document_id)`,
  `CREATE TABLE app.idempotency (
     account text NOT NULL, key text NOT NULL, request_hash text NOT NULL, document_type text NOT NULL,
     document_id text NOT NULL, created_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (account, key))`,
];
