import { randomUUID } from 'node:crypto';
import { jobReportSchema } from '@baytrace/domain/devices';
import type { JobReport } from '@baytrace/domain/devices';
import type { Jurisdiction } from '@baytrace/domain/ledger';
import { totalOf } from '../journal/job-record.js';
import type { JobRecord } from '../journal/job-record.js';
import { unacknowledged } from '../journal/job-reports.js';
import type { KeptReport } from '../journal/job-reports.js';
import type { Journal } from '../journal/journal.js';
import type { Answer } from './command-intake.js';
import { RefillAsking } from './refill-asking.js';
import { resendingOf } from './resending.js';
import type { Resending } from './resending.js';

/** Life of a sent report in milliseconds; what is not acknowledged is sent again, signed anew. */
const reportLife = 600_000;
/** Codes kept in the journal ahead of the device, so that a line goes on without its gateway. */
const window = 5000;
const chunksPerNeed = 4;
const reportsPerTurn = 50;
const repeatMs = 1000;

/** What of a report differs from job to job and from sending to sending. */
type ReportBody =
  Answer | KeptReport | { readonly type: 'need'; readonly position: number; readonly room: number };

/** Sends what the gateway does not know yet: refills needed and numbered reports, until it answers. */
export class ReportSender {
  private readonly reports = new Map<string, Resending>();
  private readonly asking = new RefillAsking();
  private repeatedAt = 0;

  constructor(
    private readonly journal: Journal,
    private readonly jurisdiction: Jurisdiction,
    private readonly device: string,
    private readonly publish: (report: JobReport) => Promise<void>,
  ) {}

  /** Everything outstanding counts as unsent: after a new connection, whose broker may have forgotten all. */
  forgetSent(): void {
    this.reports.clear();
    this.asking.forget();
  }

  /**
   * An offer of a known job came: its gateway may have started anew, so everything is due again; once a
   * second at most, whatever arrives how often.
   */
  offerRepeated(now: number): void {
    if (now - this.repeatedAt < repeatMs) return;
    this.repeatedAt = now;
    this.forgetSent();
  }

  /** Sends all that is due now. */
  async sendDue(now: number): Promise<void> {
    const live = this.journal.liveJobsOf(this.device);
    for (const record of live) {
      const due = resendingOf(this.reports, record.job, record.acknowledged);
      for (const report of await unacknowledged(this.journal.store, record, reportsPerTurn)) {
        if (due.takeDue(report.sequence, now)) await this.send(record.job, report);
      }
    }
    for (const job of this.reports.keys()) if (!live.some((r) => r.job === job)) this.reports.delete(job);
    const active = this.journal.activeJob(this.device);
    if (active?.state === 'open') await this.askForCodes(active, now);
  }

  /** Sends one report of a job. */
  async send(job: string, body: ReportBody): Promise<void> {
    const epoch = this.journal.job(job)?.epoch ?? 0;
    const { jurisdiction, device } = this;
    const envelope = { v: 1, id: randomUUID(), jurisdiction, device, job, epoch };
    const rest = { expires: Date.now() + reportLife, journal: this.journal.name, ...body };
    await this.publish(jobReportSchema.parse({ ...envelope, ...rest }));
  }

  private async askForCodes(record: JobRecord, now: number): Promise<void> {
    const { job, received, settled, terms } = record;
    const left = totalOf(record) - received;
    if (terms === null || left <= 0 || !this.asking.isDue(job, received, now)) return;
    const room = Math.min(
      window + terms.chunkSize - (received - settled),
      terms.chunkSize * chunksPerNeed,
      left,
    );
    if (room < Math.min(terms.chunkSize, left)) return;
    this.asking.asked(job, received, received + room, now);
    await this.send(job, { type: 'need', position: received, room });
  }
}
