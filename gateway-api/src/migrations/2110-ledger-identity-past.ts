import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Certificates that were renewed: who signed what stays readable; their keys are gone. */
export class LedgerIdentityPast1764000002110 implements MigrationInterface {
  readonly name = 'LedgerIdentityPast1764000002110';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE app.ledger_identity_past (
         identity text NOT NULL REFERENCES app.ledger_identity, certificate_pem text NOT NULL,
         replaced_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (identity, certificate_pem))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE app.ledger_identity_past');
  }
}
