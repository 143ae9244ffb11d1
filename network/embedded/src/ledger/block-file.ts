import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';

/** A record is [length u32][CRC-32 of the payload u32][payload]. */
const HEADER = 8;
/** No block is larger than this; a longer length field is damage. */
const LARGEST = 1 << 30;

/** The block file is damaged in a way that no crash can have caused; it is left as it is. */
export class DamagedBlockFileError extends Error {
  override readonly name = 'DamagedBlockFileError';
}

/** Where a record lies and what is in it. */
export interface BlockRecord {
  readonly offset: number;
  /** Offset of the next record. */
  readonly next: number;
  readonly payload: Buffer;
}

/**
 * An append-only file of checksummed records. An append is on disk (fdatasync) before it returns. A torn last record,
 * as a crash leaves it, is cut off by `recover`; blocks are read back by offset, nothing is kept in memory.
 */
export class BlockFile {
  #end = 0;

  private constructor(
    private readonly file: FileHandle,
    private readonly path: string,
  ) {}

  /** Opens or creates the file. Call `recover` before the first append. */
  static async open(path: string): Promise<BlockFile> {
    const file = await open(path, 'a+', 0o644);
    const folder = await open(dirname(path), 'r');
    await folder.sync();
    await folder.close();
    return new BlockFile(file, path);
  }

  /** Offset after the last whole record. */
  get end(): number {
    return this.#end;
  }

  /** Length of the file in bytes. */
  async size(): Promise<number> {
    return (await this.file.stat()).size;
  }

  /**
   * Reads all records from `from` on, hands each to `visit`, and truncates a torn tail.
   * @returns number of bytes cut off
   * @throws DamagedBlockFileError when a bad record is followed by more data
   */
  async recover(from: number, visit: (record: BlockRecord) => Promise<void>): Promise<number> {
    const size = await this.size();
    let offset = from;
    for (;;) {
      const record = await this.#readRecord(offset, size);
      if (!record) break;
      await visit(record);
      offset = record.next;
    }
    this.#end = offset;
    if (offset === size) return 0;
    await this.#expectTornTail(offset, size);
    await this.file.truncate(offset);
    await this.file.datasync();
    return size - offset;
  }

  /** Appends one record and waits until it is on disk. Returns its offset. */
  async append(payload: Uint8Array): Promise<number> {
    const header = Buffer.alloc(HEADER);
    header.writeUInt32BE(payload.length, 0);
    header.writeUInt32BE(crc32(payload), 4);
    const offset = this.#end;
    await this.file.appendFile(Buffer.concat([header, payload]));
    await this.file.datasync();
    this.#end = offset + HEADER + payload.length;
    return offset;
  }

  /**
   * Reads the record at an offset.
   * @throws DamagedBlockFileError when there is no whole record
   */
  async read(offset: number): Promise<Buffer> {
    const record = await this.#readRecord(offset, this.#end);
    if (!record) throw new DamagedBlockFileError(`${this.path}: no intact block at offset ${offset}`);
    return record.payload;
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  async #readRecord(offset: number, size: number): Promise<BlockRecord | undefined> {
    if (offset + HEADER > size) return undefined;
    const header = await this.#bytes(offset, HEADER);
    const length = header.readUInt32BE(0);
    const next = offset + HEADER + length;
    if (length === 0 || length > LARGEST || next > size) return undefined;
    const payload = await this.#bytes(offset + HEADER, length);
    return crc32(payload) === header.readUInt32BE(4) ? { offset, next, payload } : undefined;
  }

  async #bytes(offset: number, length: number): Promise<Buffer> {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await this.file.read(buffer, 0, length, offset);
    return buffer.subarray(0, bytesRead);
  }

  /** A crash tears the last record only: it ends at, or beyond, the end of the file, or was never filled in. */
  async #expectTornTail(offset: number, size: number): Promise<void> {
    if (size - offset < HEADER) return;
    const length = (await this.#bytes(offset, HEADER)).readUInt32BE(0);
    if (length !== 0 && offset + HEADER + length >= size) return;
    const sample = await this.#bytes(offset, Math.min(size - offset, 1 << 20));
    if (sample.every((byte) => byte === 0)) return;
    throw new DamagedBlockFileError(
      `${this.path}: damaged block at offset ${offset} with ${size - offset} bytes after it; restore the file from a copy`,
    );
  }
}
