import { Body, Controller, Param, Query } from '@nestjs/common';
import { answerSettled } from '../../ledger/outbox/answer-settled.js';
import { Commands } from '../../ledger/outbox/commands.js';
import { type Account, CurrentAccount } from '../../platform/access/account.js';
import type { Answer } from '../../platform/http/answer.js';
import { type ById, byIdSchema } from '../../platform/http/by-id.js';
import { IdempotencyKey } from '../../platform/http/idempotency-key.js';
import type { Page } from '../../platform/http/paging.js';
import { Route } from '../../platform/http/route.js';
import * as schema from './print-job.schema.js';
import { PrintJobs } from './print-jobs.service.js';

/** Jobs for the devices of production lines. */
@Controller()
export class PrintJobsController {
  constructor(
    private readonly jobs: PrintJobs,
    private readonly commands: Commands,
  ) {}

  @Route('GET /jobs', {
    permission: 'job:read',
    summary: 'Print jobs, latest first',
    query: schema.jobQuerySchema,
    ok: { schema: schema.jobPageSchema },
  })
  list(@CurrentAccount() account: Account, @Query() query: schema.JobQuery): Promise<Page<schema.JobView>> {
    return this.jobs.list(account, query);
  }

  @Route('POST /jobs', {
    permission: 'job:write',
    summary: 'Send codes to a device; what it marks meets the goods of the lot (R-4.2.7c,d)',
    body: schema.jobRequestSchema,
    command: true,
    ok: { status: 201, schema: schema.jobViewSchema },
    others: { 202: schema.jobViewSchema },
    problems: [
      'BT-UNAVAILABLE',
      'BT-CODE-COUNT',
      'BT-CODE-OTHER-PRODUCT',
      'BT-LOT-UNKNOWN',
      'BT-BLOCK-UNKNOWN',
    ],
  })
  async create(
    @CurrentAccount() account: Account,
    @IdempotencyKey() key: string,
    @Body() body: schema.JobRequest,
  ): Promise<schema.JobView | Answer> {
    const document = await this.jobs.create(account, key, body);
    return answerSettled(this.commands, document, (id) => this.jobs.get(account, id));
  }

  @Route('GET /jobs/:id', {
    permission: 'job:read',
    summary: 'One print job with counts sent, marked, assigned and unknown',
    params: byIdSchema,
    ok: { schema: schema.jobViewSchema },
  })
  get(@CurrentAccount() account: Account, @Param() { id }: ById): Promise<schema.JobView> {
    return this.jobs.get(account, id);
  }

  @Route('POST /jobs/:id/cancel', {
    permission: 'job:write',
    summary: 'End a job; codes that were sent never return to the pool',
    params: byIdSchema,
    body: schema.jobCancelSchema,
    ok: { schema: schema.jobViewSchema },
    problems: ['BT-STATE-WRONG'],
  })
  cancel(
    @CurrentAccount() account: Account,
    @Param() { id }: ById,
    @Body() body: schema.JobCancel,
  ): Promise<schema.JobView> {
    return this.jobs.cancel(account, id, body);
  }
}
