import type { PortalRole } from '@baytrace/domain/access';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A portal account. The login is unique without regard to case. */
@Entity({ name: 'account' })
export class AccountRow {
  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'text' })
  login!: string;

  @Column({ type: 'text', name: 'display_name' })
  displayName!: string;

  @Column({ type: 'text', array: true })
  roles!: PortalRole[];

  /** Pseudonymous id of the enterprise; null for roles of the jurisdiction. */
  @Column({ type: 'text', nullable: true })
  enterprise!: string | null;

  @Column({ type: 'text' })
  state!: 'active' | 'disabled';

  @Column({ type: 'text', name: 'password_hash' })
  passwordHash!: string;

  @Column({ type: 'text', array: true, name: 'former_password_hashes' })
  formerPasswordHashes!: string[];

  @Column({ type: 'timestamptz', name: 'password_changed_at' })
  passwordChangedAt!: Date;

  @Column({ type: 'boolean', name: 'must_change_password' })
  mustChangePassword!: boolean;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @Column({ type: 'int' })
  version!: number;
}
