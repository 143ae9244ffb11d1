import { setTimeout as pause } from 'node:timers/promises';
import type { DeviceSession } from '../devices/driver.js';
import { codesAt } from '../journal/job-codes.js';
import { totalOf } from '../journal/job-record.js';
import type { JobRecord } from '../journal/job-record.js';
import type { Journal } from '../journal/journal.js';
import {
  declareSent,
  finishComplete,
  finishEnded,
  giveUpSent,
  remembers,
  settleMarked,
} from './settlement.js';

/** Most records declared and sent in one go. */
const feedSize = 200;
/** Marked codes are reported in groups of this many, or after {@link confirmMs}. */
const confirmSize = 250;
const confirmMs = 200;
const pollMs = 20;

/** Runs one job over one connection to the device; a lost connection ends it by a DeviceLinkError. */
export class JobRun {
  /** Next position to send over this connection. */
  private next = 0;
  private confirmedAt = 0;

  constructor(
    private readonly session: DeviceSession,
    private readonly journal: Journal,
    private readonly job: string,
    private readonly stopped: () => boolean,
  ) {}

  /** Works until the job is finished or the bridge stops. */
  async run(): Promise<void> {
    await this.resync();
    if (this.journal.job(this.job)?.state === 'open') await this.session.start();
    for (;;) {
      const record = this.journal.job(this.job);
      if (this.stopped() || record === undefined) return;
      if (record.state === 'ending') await this.end();
      else if (record.state !== 'open') break;
      else if (!(await this.step(record))) await pause(pollMs);
    }
    await this.session.stop();
  }

  /** Only after clearing is it certain which of the codes sent were marked. */
  private async end(): Promise<void> {
    await this.resync();
    await finishEnded(this.journal, this.job);
  }

  /**
   * Clears the device and asks what it marked last. With its memory intact the rest is proven unmarked and may be sent
   * again under the same records; with another memory it is unknown and never sent again (charter §7).
   */
  private async resync(): Promise<void> {
    await this.session.clear();
    await this.session.openJob(this.job);
    const readBack = { identity: this.session.identity, lastMarked: await this.session.lastMarked() };
    const record = this.journal.job(this.job);
    if (record === undefined) return;
    const intact = remembers(record, readBack);
    const settled = await (intact ? settleMarked : giveUpSent)(this.journal, this.job, readBack);
    this.next = Math.max(settled?.settled ?? 0, readBack.lastMarked);
    this.confirmedAt = Date.now();
    await finishComplete(this.journal, this.job);
  }

  /** Confirms what was marked, then feeds; true when something was sent. */
  private async step(record: JobRecord): Promise<boolean> {
    const lastMarked = await this.session.lastMarked();
    if (this.isConfirmDue(record, lastMarked)) {
      await settleMarked(this.journal, this.job, { identity: this.session.identity, lastMarked });
      this.confirmedAt = Date.now();
      await finishComplete(this.journal, this.job);
    }
    return this.feed();
  }

  private isConfirmDue(record: JobRecord, lastMarked: number): boolean {
    const marked = Math.min(lastMarked, record.received);
    const pending = marked - record.settled;
    if (pending <= 0) return false;
    const waited = Date.now() - this.confirmedAt >= confirmMs;
    return waited || pending >= confirmSize || marked >= totalOf(record);
  }

  private async feed(): Promise<boolean> {
    const { received = 0 } = this.journal.job(this.job) ?? {};
    if (received <= this.next) return false;
    const upTo = Math.min(received, this.next + feedSize, this.next + (await this.session.free()));
    if (upTo <= this.next) return false;
    const record = await declareSent(this.journal, this.job, upTo);
    if (record === undefined) return false;
    const codes = await codesAt(this.journal.store, record, this.next, upTo);
    if (codes.length !== upTo - this.next) throw new Error(`journal misses codes of job ${this.job}`);
    const taken = await this.session.add(codes.map((c) => ({ record: c.position + 1, text: c.text })));
    this.next = upTo;
    if (taken < codes.length) await this.resync();
    return true;
  }
}
