import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The read model: what the ledger says, as rows; can be dropped and rebuilt from block 0. */
export class LedgerReadModel1764000002000 implements MigrationInterface {
  readonly name = 'LedgerReadModel1764000002000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA ledger CASCADE');
  }
}

const chain = [
  `CREATE SCHEMA ledger`,
  `CREATE TABLE ledger.checkpoint (
     single boolean PRIMARY KEY DEFAULT true CHECK (single),
     next_block bigint NOT NULL, last_hash bytea NOT NULL, genesis_hash bytea NOT NULL)`,
  `CREATE TABLE ledger.block (
     number bigint PRIMARY KEY, hash bytea NOT NULL, previous_hash bytea NOT NULL, data_hash bytea NOT NULL,
     transactions int NOT NULL)`,
  `CREATE TABLE ledger.transaction (
     id text PRIMARY KEY, block bigint NOT NULL, position int NOT NULL, code int NOT NULL,
     creator_msp text NOT NULL, time timestamptz NOT NULL, endorsers text[] NOT NULL)`,
  `CREATE INDEX transaction_block ON ledger.transaction (block)`,
  `CREATE TABLE ledger.movement (
     actor text NOT NULL, batch text NOT NULL, transaction text NOT NULL, digest text NOT NULL,
     abandoned boolean NOT NULL, PRIMARY KEY (actor, batch))`,
  `CREATE TABLE ledger.command (
     actor text NOT NULL, batch text NOT NULL, n int NOT NULL, id text NOT NULL, type text NOT NULL,
     outcome text NOT NULL, refusal_code text, refusal_params jsonb, event_time timestamptz NOT NULL,
     body jsonb NOT NULL, counterparty text, transaction text NOT NULL, block bigint NOT NULL, position int NOT NULL,
     PRIMARY KEY (actor, batch, n))`,
  `CREATE UNIQUE INDEX command_done ON ledger.command (id) WHERE outcome = 'done'`,
  `CREATE INDEX command_id ON ledger.command (id)`,
  `CREATE INDEX command_counterparty ON ledger.command (counterparty, type) WHERE counterparty IS NOT NULL`,
];

const nouns = [
  `CREATE TABLE ledger.enterprise (
     id text PRIMARY KEY, jurisdiction text NOT NULL, roles text[] NOT NULL, status text NOT NULL)`,
  `CREATE TABLE ledger.directory_card (
     enterprise text PRIMARY KEY, jurisdiction text NOT NULL, name text NOT NULL, premises_type text NOT NULL,
     registration_number text, recall_contact text NOT NULL)`,
  `CREATE TABLE ledger.gateway_key (jurisdiction text PRIMARY KEY, jwk jsonb NOT NULL)`,
  `CREATE TABLE ledger.product (
     enterprise text NOT NULL, id text NOT NULL, gtin text, number text NOT NULL, body jsonb NOT NULL,
     PRIMARY KEY (enterprise, id))`,
  `CREATE TABLE ledger.lot (
     id text PRIMARY KEY, enterprise text NOT NULL, kind text NOT NULL, product text, material text, supplier text,
     number text NOT NULL, unit text NOT NULL, scale int NOT NULL, production_date text NOT NULL,
     expiry_date text NOT NULL, origin jsonb NOT NULL, declared boolean NOT NULL, created bigint NOT NULL,
     files jsonb NOT NULL, status text NOT NULL DEFAULT 'released', status_reason text,
     hold_gd text NOT NULL DEFAULT 'none', hold_hk text NOT NULL DEFAULT 'none', hold_mo text NOT NULL DEFAULT 'none')`,
  `CREATE INDEX lot_enterprise ON ledger.lot (enterprise, number)`,
  `CREATE TABLE ledger.lot_input (
     child text NOT NULL, parent text NOT NULL, quantity bigint NOT NULL, command text NOT NULL,
     PRIMARY KEY (child, parent, command))`,
  `CREATE INDEX lot_input_parent ON ledger.lot_input (parent) INCLUDE (child, quantity)`,
];

const goods = [
  `CREATE TABLE ledger.parcel (
     id text PRIMARY KEY, kind text NOT NULL, lot text, holder text NOT NULL, transit_to text, shipment text,
     quantity bigint NOT NULL, anchor text, slack bigint NOT NULL, missing_from text, codes jsonb NOT NULL,
     purpose_type text, purpose_id text, created_by text NOT NULL, created_block bigint NOT NULL,
     created_position int NOT NULL, number int NOT NULL, spent_by text)`,
  `CREATE INDEX parcel_open ON ledger.parcel (lot, holder) WHERE spent_by IS NULL`,
  `CREATE INDEX parcel_holder ON ledger.parcel (holder, kind) WHERE spent_by IS NULL`,
  `CREATE INDEX parcel_transit ON ledger.parcel (transit_to) WHERE spent_by IS NULL AND transit_to IS NOT NULL`,
  `CREATE INDEX parcel_shipment ON ledger.parcel (shipment) WHERE shipment IS NOT NULL`,
  `CREATE INDEX parcel_lot_shipment ON ledger.parcel (lot) WHERE shipment IS NOT NULL`,
  `CREATE INDEX parcel_created_by ON ledger.parcel (created_by)`,
  `CREATE INDEX parcel_spent_by ON ledger.parcel (spent_by)`,
  `CREATE INDEX parcel_purpose ON ledger.parcel (purpose_id) WHERE purpose_id IS NOT NULL`,
  `CREATE TABLE ledger.exit (
     id text PRIMARY KEY, type text NOT NULL, lot text, holder text NOT NULL, quantity bigint NOT NULL,
     codes jsonb NOT NULL, reason text, command text NOT NULL)`,
  `CREATE INDEX exit_lot ON ledger.exit (lot)`,
  `CREATE INDEX exit_command ON ledger.exit (command)`,
  `CREATE TABLE ledger.code_range (
     locator text NOT NULL, "from" int NOT NULL, upto int NOT NULL, parcel text, exit text,
     CHECK (num_nonnulls(parcel, exit) = 1))`,
  `CREATE UNIQUE INDEX code_range_key ON ledger.code_range (locator, "from") INCLUDE (upto, parcel, exit)`,
  `CREATE INDEX code_range_parcel ON ledger.code_range (parcel) WHERE parcel IS NOT NULL`,
];

const codes = [
  `CREATE TABLE ledger.code_block (
     locator text PRIMARY KEY, enterprise text NOT NULL, product text NOT NULL, level text NOT NULL,
     units_per_code bigint NOT NULL, count int NOT NULL, root text NOT NULL, template text NOT NULL, suite int NOT NULL,
     command text NOT NULL)`,
  `CREATE INDEX code_block_enterprise ON ledger.code_block (enterprise)`,
  `CREATE TABLE ledger.code_status (
     locator text NOT NULL, page int NOT NULL, disabled jsonb NOT NULL, PRIMARY KEY (locator, page))`,
  `CREATE TABLE ledger.block_key (locator text PRIMARY KEY, recipients jsonb NOT NULL)`,
  `CREATE TABLE ledger.trade_details (command text PRIMARY KEY, body jsonb NOT NULL)`,
];

const statements = [...chain, ...nouns, ...goods, ...codes];
