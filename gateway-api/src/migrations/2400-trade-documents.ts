import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Dispatches, receipts and sales, with the numbers of documents; scanned codes are ranges, never a row a code. */
export class TradeDocuments1764000002400 implements MigrationInterface {
  readonly name = 'TradeDocuments1764000002400';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['sale', 'receipt', 'dispatch_scan', 'dispatch', 'document_number']) {
      await runner.query(`DROP TABLE app.${table}`);
    }
  }
}

const statements = [
  `CREATE TABLE app.document_number (
     enterprise text NOT NULL, type text NOT NULL, year int NOT NULL, last int NOT NULL,
     PRIMARY KEY (enterprise, type, year))`,
  `CREATE TABLE app.dispatch (
     id text PRIMARY KEY, enterprise text NOT NULL, number text NOT NULL, customer_enterprise text,
     customer_party text, date text NOT NULL, order_number text, currency text NOT NULL, customs jsonb,
     lines jsonb NOT NULL, state text NOT NULL, command text, revision int NOT NULL DEFAULT 1,
     version int NOT NULL DEFAULT 1, history jsonb NOT NULL DEFAULT '[]', account text NOT NULL,
     created_at timestamptz NOT NULL DEFAULT now(),
     CHECK (num_nonnulls(customer_enterprise, customer_party) = 1), CHECK (state IN ('draft', 'dispatched')))`,
  `CREATE UNIQUE INDEX dispatch_number ON app.dispatch (enterprise, number)`,
  `CREATE UNIQUE INDEX dispatch_command ON app.dispatch (command) WHERE command IS NOT NULL`,
  `CREATE TABLE app.dispatch_scan (
     dispatch text NOT NULL REFERENCES app.dispatch (id) ON DELETE CASCADE, enterprise text NOT NULL,
     lot text NOT NULL, locator text NOT NULL, ranges jsonb NOT NULL, PRIMARY KEY (dispatch, lot, locator))`,
  `CREATE INDEX dispatch_scan_locator ON app.dispatch_scan (enterprise, locator)`,
  `CREATE TABLE app.receipt (
     id text PRIMARY KEY, enterprise text NOT NULL, number text NOT NULL, shipment text NOT NULL,
     scanned_code text, lines jsonb NOT NULL, state text NOT NULL, command text, revision int NOT NULL DEFAULT 1,
     version int NOT NULL DEFAULT 1, history jsonb NOT NULL DEFAULT '[]', account text NOT NULL,
     created_at timestamptz NOT NULL DEFAULT now(), CHECK (state IN ('draft', 'received')))`,
  `CREATE UNIQUE INDEX receipt_number ON app.receipt (enterprise, number)`,
  `CREATE INDEX receipt_shipment ON app.receipt (enterprise, shipment)`,
  `CREATE TABLE app.sale (
     id text PRIMARY KEY, enterprise text NOT NULL, number text NOT NULL, document_number text, date text NOT NULL,
     lines jsonb NOT NULL, command text NOT NULL, account text NOT NULL,
     created_at timestamptz NOT NULL DEFAULT now())`,
  `CREATE UNIQUE INDEX sale_number ON app.sale (enterprise, number)`,
];
