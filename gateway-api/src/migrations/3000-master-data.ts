import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What enterprises are and work with: registrations, products, materials, trading parties. */
export class MasterData1764000003000 implements MigrationInterface {
  readonly name = 'MasterData1764000003000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['party', 'material', 'product', 'enterprise', 'registration_index_key']) {
      await runner.query(`DROP TABLE app.${table}`);
    }
  }
}

const statements = [
  /** Key of the blind index over registration numbers, sealed. */
  `CREATE TABLE app.registration_index_key (
     single boolean PRIMARY KEY DEFAULT true CHECK (single), sealed text NOT NULL)`,
  /** Registration records of this jurisdiction; `personal` is sealed, `salt` makes the digest on the ledger. */
  `CREATE TABLE app.enterprise (
     id text PRIMARY KEY, name text NOT NULL, premises_type text NOT NULL, identifier_type text NOT NULL,
     identifier_index bytea NOT NULL CONSTRAINT enterprise_identifier UNIQUE, region text,
     recall_contact text NOT NULL, roles text[] NOT NULL, personal text NOT NULL, salt bytea NOT NULL,
     version int NOT NULL DEFAULT 1, created_by text NOT NULL, created_at timestamptz NOT NULL DEFAULT now())`,
  `CREATE INDEX enterprise_name ON app.enterprise (name COLLATE "C", id)`,
  `CREATE TABLE app.product (
     id text PRIMARY KEY, enterprise text NOT NULL, number text NOT NULL, gtin text, body jsonb NOT NULL,
     created_by text NOT NULL, created_at timestamptz NOT NULL DEFAULT now(),
     CONSTRAINT product_number UNIQUE (enterprise, number), CONSTRAINT product_gtin UNIQUE (enterprise, gtin))`,
  `CREATE TABLE app.material (
     id text PRIMARY KEY, enterprise text NOT NULL, names jsonb NOT NULL, unit text NOT NULL, scale int NOT NULL,
     version int NOT NULL DEFAULT 1, created_by text NOT NULL, created_at timestamptz NOT NULL DEFAULT now())`,
  `CREATE INDEX material_enterprise ON app.material (enterprise)`,
  /** `contact`, `identity_number` and `telephone` are sealed; the masked forms are what lists show. */
  `CREATE TABLE app.party (
     id text PRIMARY KEY, enterprise text NOT NULL, types text[] NOT NULL, kind text NOT NULL, name text NOT NULL,
     address text NOT NULL, region text, credit_code text, legal_person text, contact_person text, contact text,
     identity_number text, identity_number_masked text, telephone text, telephone_masked text,
     state text NOT NULL DEFAULT 'active', version int NOT NULL DEFAULT 1,
     created_by text NOT NULL, created_at timestamptz NOT NULL DEFAULT now(),
     CHECK (kind IN ('enterprise', 'individual')), CHECK (state IN ('active', 'retired')),
     CHECK (CASE kind WHEN 'enterprise' THEN num_nulls(credit_code, legal_person, contact_person, contact) = 0
       ELSE num_nulls(identity_number, identity_number_masked, telephone, telephone_masked) = 0 END))`,
  `CREATE INDEX party_enterprise ON app.party (enterprise, name COLLATE "C", id)`,
  `CREATE UNIQUE INDEX party_credit_code ON app.party (enterprise, credit_code) WHERE state = 'active'`,
];
