import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Home records of purchases, production batches, code blocks with their downloads, devices and print jobs. */
export class ProductionAndCodes1764000003300 implements MigrationInterface {
  readonly name = 'ProductionAndCodes1764000003300';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`DROP TABLE app.${table}`);
  }
}

/** Every document: order of creation, owner, its command on the ledger (absent in a draft). */
const documentColumns = `id text PRIMARY KEY, seq bigserial NOT NULL, enterprise text NOT NULL, command text,
     account text NOT NULL, created_at timestamptz NOT NULL DEFAULT now()`;

const lotColumns = `number text NOT NULL, quantity bigint NOT NULL CHECK (quantity > 0), unit text NOT NULL, scale int NOT NULL,
     lot_number text NOT NULL, production_date text NOT NULL, expiry_date text NOT NULL, lot text,
     history jsonb NOT NULL DEFAULT '[]', version int NOT NULL DEFAULT 1`;

const goods = [
  `CREATE TABLE app.purchase (
     ${documentColumns}, ${lotColumns}, material text NOT NULL, supplier text NOT NULL, origin jsonb NOT NULL,
     document_number text, document_date text)`,
  `CREATE INDEX purchase_enterprise ON app.purchase (enterprise, seq)`,
  `CREATE INDEX purchase_lot ON app.purchase (lot) WHERE lot IS NOT NULL`,
  `CREATE TABLE app.batch (
     ${documentColumns}, ${lotColumns}, product text NOT NULL, inputs jsonb NOT NULL, losses jsonb NOT NULL)`,
  `CREATE INDEX batch_enterprise ON app.batch (enterprise, seq)`,
  `CREATE INDEX batch_lot ON app.batch (lot) WHERE lot IS NOT NULL`,
  `CREATE TABLE app.batch_file (
     ${documentColumns}, batch text NOT NULL REFERENCES app.batch, file text NOT NULL, type text NOT NULL,
     number text, date text, sha256 text NOT NULL, name text NOT NULL)`,
  `CREATE INDEX batch_file_batch ON app.batch_file (batch, seq)`,
];

const codes = [
  `CREATE TABLE app.code_block (
     ${documentColumns}, product text NOT NULL, level text NOT NULL, units_per_code bigint NOT NULL,
     count int NOT NULL, root text NOT NULL, template jsonb NOT NULL)`,
  `CREATE INDEX code_block_enterprise ON app.code_block (enterprise, seq)`,
  `CREATE TABLE app.code_draw (
     ${documentColumns}, locator text NOT NULL, purpose text NOT NULL, ranges jsonb NOT NULL, count int NOT NULL,
     CHECK (purpose IN ('download', 'print-job')))`,
  `CREATE INDEX code_draw_locator ON app.code_draw (locator, seq)`,
  `CREATE INDEX code_draw_enterprise ON app.code_draw (enterprise, seq)`,
  `CREATE TABLE app.download_copy (
     download text NOT NULL REFERENCES app.code_draw, format text NOT NULL, allowed int NOT NULL DEFAULT 1,
     taken int NOT NULL DEFAULT 0, PRIMARY KEY (download, format), CHECK (taken <= allowed))`,
  `CREATE TABLE app.download_repeat (
     download text NOT NULL, format text NOT NULL, copy int NOT NULL, reason text NOT NULL, account text NOT NULL,
     created_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (download, format, copy))`,
  `CREATE TABLE app.code_assignment (
     ${documentColumns}, locator text NOT NULL, lot text NOT NULL, ranges jsonb NOT NULL, job text)`,
  `CREATE INDEX code_assignment_job ON app.code_assignment (job) WHERE job IS NOT NULL`,
  `CREATE TABLE app.code_status_change (
     ${documentColumns}, locator text NOT NULL, status text NOT NULL, reason text NOT NULL, ranges jsonb NOT NULL)`,
  `CREATE INDEX code_status_change_locator ON app.code_status_change (locator, seq)`,
];

const devices = [
  `CREATE TABLE app.device (
     id text PRIMARY KEY, enterprise text, name text NOT NULL, line text, kind text NOT NULL, driver text NOT NULL,
     key jsonb NOT NULL, offered_key jsonb, journal text NOT NULL, boot int NOT NULL, online boolean NOT NULL,
     condition text NOT NULL, fault text, capabilities jsonb, said_at bigint NOT NULL,
     last_seen timestamptz NOT NULL DEFAULT now(), version int NOT NULL DEFAULT 1)`,
  `CREATE TABLE app.print_job (
     id text PRIMARY KEY REFERENCES app.code_draw, seq bigserial NOT NULL, enterprise text NOT NULL,
     account text NOT NULL, created_at timestamptz NOT NULL DEFAULT now(), device text NOT NULL REFERENCES app.device, locator text NOT NULL, lot text NOT NULL,
     total int NOT NULL, product_name text NOT NULL, record jsonb NOT NULL, open boolean NOT NULL DEFAULT true,
     closed_at timestamptz)`,
  `CREATE INDEX print_job_enterprise ON app.print_job (enterprise, seq)`,
  `CREATE INDEX print_job_open ON app.print_job (seq) WHERE open`,
  `CREATE TABLE app.print_report (
     job text NOT NULL REFERENCES app.print_job, journal text NOT NULL, sequence int NOT NULL, type text NOT NULL,
     body jsonb NOT NULL, received_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (job, journal, sequence))`,
];

const statements = [...goods, ...codes, ...devices];

const tables = [
  ...['print_report', 'print_job', 'device'],
  ...['code_status_change', 'code_assignment', 'download_repeat', 'download_copy', 'code_draw', 'code_block'],
  ...['batch_file', 'batch', 'purchase'],
];
