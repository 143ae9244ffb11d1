import type { Readable } from 'node:stream';

/** What is known of stored bytes. */
export interface BlobInfo {
  /** SHA-256, 64 lower-case hexadecimal digits; also the name of the bytes. */
  readonly sha256: string;
  readonly size: number;
}

/** Port: bytes stored under their own digest, kept until the jurisdiction's retention ends. */
export abstract class BlobStore {
  /**
   * Stores a stream durably; the same bytes are stored once. `inspect` sees each chunk before it is written
   * and `done` is called before the bytes count as stored; an error of either leaves nothing behind.
   */
  abstract put(content: Readable, inspection?: BlobInspection): Promise<BlobInfo>;

  /**
   * All bytes, compared with their digest.
   * @throws DomainError BT-NOT-FOUND; Error when the bytes are no longer those that were stored.
   */
  abstract get(sha256: string): Promise<Buffer>;

  /** Size of what is stored, or `undefined`. */
  abstract stat(sha256: string): Promise<BlobInfo | undefined>;
}

/** Looks at bytes on their way into the store. */
export interface BlobInspection {
  inspect(chunk: Buffer): void;
  /** Called once all bytes are seen and lie in the file `path`, before they count as stored. */
  done(path: string): Promise<void>;
}
