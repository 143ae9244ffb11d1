import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Wrapped data keys of persons and parties; deleting one erases what was sealed under it. */
export class SubjectKeys1764000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE app.subject_key (
        subject text PRIMARY KEY,
        wrapped text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE app.subject_key');
  }
}
