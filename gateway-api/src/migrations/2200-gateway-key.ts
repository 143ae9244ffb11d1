import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The key pair to which block keys are wrapped for this gateway; the private half is sealed. */
export class GatewayKey1764000002200 implements MigrationInterface {
  readonly name = 'GatewayKey1764000002200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE app.gateway_key (
      single boolean PRIMARY KEY DEFAULT true CHECK (single), public_jwk jsonb NOT NULL, private_sealed bytea NOT NULL)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE app.gateway_key');
  }
}
