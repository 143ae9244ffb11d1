import { createReadStream } from 'node:fs';
import { open, truncate } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

/** One code as the coder marks it. */
export interface TapeEntry {
  readonly job: string;
  readonly record: number;
  readonly text: string;
}

interface TapeContent {
  readonly lines: number;
  readonly bytes: number;
  readonly lastMarked: Map<string, number>;
}

const readTape = async (path: string): Promise<TapeContent> => {
  const lastMarked = new Map<string, number>();
  let [lines, bytes, rest] = [0, 0, ''];
  for await (const chunk of createReadStream(path, { encoding: 'latin1', highWaterMark: 1 << 20 })) {
    const parts = (rest + String(chunk)).split('\n');
    rest = parts.pop() ?? '';
    for (const line of parts) {
      const [, job = '', record = ''] = line.split('\t');
      lastMarked.set(job, Math.max(lastMarked.get(job) ?? 0, Number(record)));
      lines += 1;
      bytes += line.length + 1;
    }
  }
  return { lines, bytes, lastMarked };
};

/**
 * What the coder physically marked: an append-only file, one line a code, `sequence job record text time` separated
 * by tabs. It is outside the system: tests compare the ledger with it.
 */
export class Tape {
  private constructor(
    private readonly file: FileHandle,
    private lines: number,
    private readonly lastRecords: Map<string, number>,
  ) {}

  /** Opens or makes the tape; a last line torn by a power cut was not marked and is cut off. */
  static async open(path: string): Promise<Tape> {
    const file = await open(path, 'a');
    const { lines, bytes, lastMarked } = await readTape(path);
    await truncate(path, bytes);
    return new Tape(file, lines, lastMarked);
  }

  /** Codes on the tape. */
  get marked(): number {
    return this.lines;
  }

  /** Highest record of a job on the tape; 0 for none. */
  lastMarked(job: string): number {
    return this.lastRecords.get(job) ?? 0;
  }

  /** Marks codes in order; they count as marked once they are on the disk. */
  async append(entries: readonly TapeEntry[]): Promise<void> {
    const time = new Date().toISOString();
    const text = entries.map(
      ({ job, record, text }, at) => `${[this.lines + at + 1, job, record, text, time].join('\t')}\n`,
    );
    await this.file.appendFile(text.join(''), 'latin1');
    await this.file.datasync();
    this.lines += entries.length;
    for (const { job, record } of entries) this.lastRecords.set(job, record);
  }

  async close(): Promise<void> {
    await this.file.close();
  }
}
