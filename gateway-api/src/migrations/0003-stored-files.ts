import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Uploaded files; the bytes lie in the state folder under their SHA-256. */
export class StoredFiles1764000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE app.stored_file (
        id text PRIMARY KEY,
        enterprise text NOT NULL,
        uploaded_by text NOT NULL,
        name text NOT NULL,
        media_type text NOT NULL,
        size int NOT NULL,
        sha256 text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX stored_file_enterprise ON app.stored_file (enterprise, created_at);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE app.stored_file');
  }
}
