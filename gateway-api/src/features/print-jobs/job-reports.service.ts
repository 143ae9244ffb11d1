import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { type JobReport, reduceReport } from '@baytrace/domain/devices';
import { Transactions } from '../../platform/database/transactions.js';
import { DeviceLink } from '../devices/device-link.service.js';
import { JobMessages } from './job-messages.service.js';
import { JobRunner } from './job-runner.service.js';
import { findJob, storeRecord, storeReport } from './print-job.rows.js';

/** Takes what bridges report: first stored, then acknowledged, so that nothing acknowledged is ever lost. */
@Injectable()
export class JobReports implements OnModuleInit {
  readonly #logger = new Logger(JobReports.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly link: DeviceLink,
    private readonly messages: JobMessages,
    private readonly runner: JobRunner,
  ) {}

  onModuleInit(): void {
    this.link.onReport((report) => this.take(report));
  }

  /** Applies one verified report under a lock on its job, and answers it. Repeats and any order do no harm. */
  async take(report: JobReport): Promise<void> {
    const applied = await this.transactions.run(async (manager) => {
      const row = await findJob(manager, null, report.job, true);
      if (row === undefined) return undefined;
      const reduction = reduceReport(row.record, report);
      if (reduction.ignored === null && 'sequence' in report) await storeReport(manager, report);
      if (reduction.job !== row.record) await storeRecord(manager, row.id, reduction.job);
      return { row: { ...row, record: reduction.job }, reduction };
    });
    if (applied === undefined) {
      this.#logger.warn(`report ${report.type} of unknown job ${report.job}`);
      return;
    }
    const { row, reduction } = applied;
    if (reduction.ignored !== null && reduction.ignored !== 'duplicate') {
      this.#logger.warn(`report ${report.type} of job ${report.job} ignored: ${reduction.ignored}`);
    }
    await this.messages.send(row, reduction.replies);
    if (reduction.newlyMarked.length > 0 || row.record.state === 'finished') this.runner.wake();
  }
}
