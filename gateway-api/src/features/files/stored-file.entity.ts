import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { MediaType } from './media-type.js';

/** An uploaded file; the bytes lie in the blob store under `sha256`. */
@Entity({ name: 'stored_file' })
export class StoredFile {
  @PrimaryColumn({ type: 'text' })
  id!: string;

  /** The enterprise it belongs to. */
  @Column({ type: 'text' })
  enterprise!: string;

  @Column({ type: 'text', name: 'uploaded_by' })
  uploadedBy!: string;

  /** As given by the uploader, for display only; never part of a path. */
  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', name: 'media_type' })
  mediaType!: MediaType;

  @Column({ type: 'int' })
  size!: number;

  @Column({ type: 'text' })
  sha256!: string;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
