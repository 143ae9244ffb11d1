import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The append-only audit log and its head; triggers refuse every change of a line (C-7.5). */
export class AuditLog1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE app.audit_line (
        seq bigint PRIMARY KEY,
        time timestamptz(3) NOT NULL,
        actor text,
        enterprise text,
        ip text,
        session text,
        request_id text,
        action text NOT NULL,
        object_type text,
        object_id text,
        result text NOT NULL,
        detail jsonb NOT NULL,
        previous_hash text NOT NULL,
        hash text NOT NULL
      );
      CREATE INDEX audit_line_actor ON app.audit_line (actor, seq);
      CREATE INDEX audit_line_object ON app.audit_line (object_type, object_id, seq);
      CREATE TABLE app.audit_head (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        seq bigint NOT NULL,
        hash text NOT NULL
      );
      INSERT INTO app.audit_head (seq, hash) VALUES (0, repeat('0', 64));
      CREATE FUNCTION app.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '% on % is not allowed', TG_OP, TG_TABLE_NAME; END $$;
      CREATE TRIGGER audit_line_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON app.audit_line
        FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
      CREATE TRIGGER audit_head_stays BEFORE DELETE OR TRUNCATE ON app.audit_head
        FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE app.audit_line;
      DROP TABLE app.audit_head;
      DROP FUNCTION app.refuse_change;`);
  }
}
