import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One line of the audit log. Every column but `hash` is in the hash; texts only, so nothing is lost on the way. */
@Entity({ name: 'audit_line' })
export class AuditLine {
  @PrimaryColumn({ type: 'bigint' })
  seq!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  time!: Date;

  @Column({ type: 'text', nullable: true })
  actor!: string | null;

  @Column({ type: 'text', nullable: true })
  enterprise!: string | null;

  @Column({ type: 'text', nullable: true })
  ip!: string | null;

  @Column({ type: 'text', nullable: true })
  session!: string | null;

  @Column({ type: 'text', nullable: true, name: 'request_id' })
  requestId!: string | null;

  @Column({ type: 'text' })
  action!: string;

  @Column({ type: 'text', nullable: true, name: 'object_type' })
  objectType!: string | null;

  @Column({ type: 'text', nullable: true, name: 'object_id' })
  objectId!: string | null;

  @Column({ type: 'text' })
  result!: string;

  @Column({ type: 'jsonb' })
  detail!: Record<string, string | number | boolean>;

  @Column({ type: 'text', name: 'previous_hash' })
  previousHash!: string;

  @Column({ type: 'text' })
  hash!: string;
}
