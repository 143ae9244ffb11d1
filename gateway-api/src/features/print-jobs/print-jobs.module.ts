import { Module } from '@nestjs/common';
import { CodeBlocksModule } from '../code-blocks/code-blocks.module.js';
import { DevicesModule } from '../devices/devices.module.js';
import { JobMessages } from './job-messages.service.js';
import { JobReports } from './job-reports.service.js';
import { JobRunner } from './job-runner.service.js';
import { MarkedCodes } from './marked-codes.service.js';
import { PrintJobsController } from './print-jobs.controller.js';
import { PrintJobs } from './print-jobs.service.js';

/** Print jobs: codes to the line, marks back, marked codes onto goods. */
@Module({
  imports: [CodeBlocksModule, DevicesModule],
  controllers: [PrintJobsController],
  providers: [PrintJobs, JobMessages, JobReports, JobRunner, MarkedCodes],
})
export class PrintJobsModule {}
