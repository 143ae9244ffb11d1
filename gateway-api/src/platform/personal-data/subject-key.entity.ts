import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** The data key of one person or party, wrapped by the master key; without it the person's data are noise. */
@Entity({ name: 'subject_key' })
export class SubjectKey {
  @PrimaryColumn({ type: 'text' })
  subject!: string;

  @Column({ type: 'text' })
  wrapped!: string;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
