import type { DeviceCapabilities } from '@baytrace/domain/devices';
import type { Tape, TapeEntry } from './tape.js';

/** How the head works. */
export interface HeadOptions {
  /** Codes a second. */
  readonly rate: number;
  readonly depth: number;
  readonly underrun: DeviceCapabilities['underrun'];
  /** Called after codes were marked, with their number: where a fault may cut the power. */
  readonly onMarked?: (count: number) => void;
}

/** Answer to a record: taken, or why not. */
export type AddAnswer = 'ACK' | 'FULL' | 'ORDER' | 'JOB';

const tickMs = 10;

/**
 * Buffer and marking head: marks buffered records in order at a fixed rate. Records of a job must run on by one
 * and begin above the last marked one, so the device itself never marks a record twice.
 */
export class MarkingHead {
  readonly counters = { marked: 0, underruns: 0, refused: 0 };
  private readonly buffer: TapeEntry[] = [];
  private job: string | undefined;
  private tail: number | undefined;
  private last: TapeEntry | undefined;
  private running = false;
  private budget = 0;
  private starved = false;
  private group: Promise<void> | undefined;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly tape: Tape,
    private readonly options: HeadOptions,
  ) {
    this.timer = setInterval(() => {
      this.tick();
    }, tickMs);
  }

  get free(): number {
    return this.options.depth - this.buffer.length;
  }

  get count(): number {
    return this.buffer.length;
  }

  get lastMarked(): number {
    return this.job === undefined ? 0 : this.tape.lastMarked(this.job);
  }

  /** Selects a job; false while records of another are in the buffer. */
  openJob(job: string): boolean {
    if (this.buffer.length > 0 || this.group !== undefined) return false;
    this.job = job;
    this.tail = undefined;
    return true;
  }

  add(record: number, text: string): AddAnswer {
    const answer = this.judge(record);
    if (answer === 'ACK' && this.job !== undefined) {
      this.buffer.push({ job: this.job, record, text });
      this.tail = record;
    } else this.counters.refused += 1;
    return answer;
  }

  /** Drops what is not marked; resolves when the group under the head is on the tape. */
  async clear(): Promise<void> {
    this.buffer.length = 0;
    await this.group;
    this.tail = undefined;
  }

  run(running: boolean): void {
    this.running = running;
    this.budget = 0;
    this.starved = false;
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.group;
  }

  private judge(record: number): AddAnswer {
    if (this.job === undefined) return 'JOB';
    if (this.free <= 0) return 'FULL';
    if (this.tail !== undefined) return record === this.tail + 1 ? 'ACK' : 'ORDER';
    return record > this.lastMarked ? 'ACK' : 'ORDER';
  }

  private tick(): void {
    if (!this.running) return;
    this.budget = Math.min(
      this.budget + (this.options.rate * tickMs) / 1000,
      Math.max(1, this.options.rate / 10),
    );
    const wanted = Math.floor(this.budget);
    if (wanted === 0 || this.group !== undefined) return;
    const entries = this.buffer.splice(0, wanted);
    if (entries.length === 0) entries.push(...this.underrun());
    if (entries.length === 0) return;
    this.starved = false;
    this.budget -= entries.length;
    this.group = this.mark(entries);
  }

  /** The buffer is empty and a product comes: a repeating device marks its last code once more. */
  private underrun(): TapeEntry[] {
    if (!this.starved) this.counters.underruns += 1;
    this.starved = true;
    return this.options.underrun === 'repeat' && this.last !== undefined ? [this.last] : [];
  }

  private async mark(entries: readonly TapeEntry[]): Promise<void> {
    await this.tape.append(entries);
    this.last = entries.at(-1);
    this.counters.marked += entries.length;
    this.group = undefined;
    this.options.onMarked?.(entries.length);
  }
}
