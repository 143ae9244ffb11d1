import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { jobRecordSchema } from './job-record.js';
import type { JobRecord } from './job-record.js';
import { JournalStore } from './journal-store.js';
import type { Change } from './journal-store.js';

const metaSchema = z.strictObject({ v: z.literal(1), journal: z.string(), boot: z.int().min(1) });
const refusalsSchema = z.record(z.string(), z.int().min(0));

/** What a step does to a job: its next record, and further changes that become durable with it. */
export interface JobStep {
  readonly record: JobRecord;
  readonly changes?: readonly Change[];
}

const readMeta = async (store: JournalStore): Promise<{ journal: string; boot: number }> => {
  const value = await store.get('meta');
  if (value === undefined) return { journal: randomUUID(), boot: 1 };
  const { journal, boot } = metaSchema.parse(value);
  return { journal, boot: boot + 1 };
};

/**
 * The bridge's memory: jobs, codes not yet settled, reports not yet acknowledged. Every step is durable before the
 * promise of {@link change} resolves; steps are taken one after the other. Emits `job` with the device after each.
 */
export class Journal extends EventEmitter<{ job: [device: string] }> {
  private readonly jobs = new Map<string, JobRecord>();
  /** Of these, the jobs that still have something to do or to tell, in the order they came. */
  private readonly live = new Map<string, JobRecord>();
  private refusals: Record<string, number> = {};
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly store: JournalStore,
    /** Name of this journal, made with it. */
    readonly name: string,
    /** How often it was opened. */
    readonly boot: number,
  ) {
    super();
  }

  /** Opens or makes the journal in a folder. @throws Error when it is open in another process or unreadable */
  static async open(folder: string): Promise<Journal> {
    await mkdir(folder, { recursive: true });
    const store = await JournalStore.open(join(folder, 'journal'));
    const { journal: name, boot } = await readMeta(store);
    await store.write([{ type: 'put', key: 'meta', value: { v: 1, journal: name, boot } }]);
    const journal = new Journal(store, name, boot);
    const records = (await store.values('job!')).map((value) => jobRecordSchema.parse(value));
    for (const record of records.sort((a, b) => a.order - b.order)) journal.remember(record);
    journal.refusals = refusalsSchema.parse((await store.get('refusals')) ?? {});
    return journal;
  }

  job(job: string): JobRecord | undefined {
    return this.jobs.get(job);
  }

  /** Jobs of a device that are neither closed nor refused, in the order they came. */
  liveJobsOf(device: string): JobRecord[] {
    return [...this.live.values()].filter((j) => j.device === device);
  }

  /** The job the device works on: the first that is open or ending. */
  activeJob(device: string): JobRecord | undefined {
    return this.liveJobsOf(device).find((j) => j.state === 'open' || j.state === 'ending');
  }

  /** Next place in a queue. */
  nextOrder(): number {
    return this.jobs.size;
  }

  /**
   * Takes one step of a job: `step` sees the present record and gives the next, or `undefined` for no change.
   * @throws whatever `step` throws, without effect
   */
  change(
    job: string,
    step: (now: JobRecord | undefined) => JobStep | undefined | Promise<JobStep | undefined>,
  ): Promise<JobRecord | undefined> {
    return this.inTurn(async () => {
      const next = await step(this.jobs.get(job));
      if (next === undefined) return this.jobs.get(job);
      const { record, changes = [] } = next;
      await this.store.write([...changes, { type: 'put', key: `job!${job}`, value: record }]);
      this.remember(record);
      this.emit('job', record.device);
      return record;
    });
  }

  /** Counts a message that was not obeyed. */
  countRefusal(kind: string): Promise<void> {
    return this.inTurn(async () => {
      this.refusals = { ...this.refusals, [kind]: (this.refusals[kind] ?? 0) + 1 };
      await this.store.write([{ type: 'put', key: 'refusals', value: this.refusals }]);
    });
  }

  /** Messages not obeyed since the journal was made, by kind. */
  get refusalCounts(): Readonly<Record<string, number>> {
    return this.refusals;
  }

  async close(): Promise<void> {
    await this.turn;
    await this.store.close();
  }

  private remember(record: JobRecord): void {
    this.jobs.set(record.job, record);
    if (record.state === 'closed' || record.state === 'refused') this.live.delete(record.job);
    else this.live.set(record.job, record);
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => undefined); // the caller of this step gets its error; the next step goes on
    return result;
  }
}
