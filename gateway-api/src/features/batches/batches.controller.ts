import { Body, Controller, Param, Query } from '@nestjs/common';
import { answerSettled } from '../../ledger/outbox/answer-settled.js';
import { Commands } from '../../ledger/outbox/commands.js';
import { type Account, CurrentAccount } from '../../platform/access/account.js';
import type { Answer } from '../../platform/http/answer.js';
import { type ById, byIdSchema } from '../../platform/http/by-id.js';
import { IdempotencyKey } from '../../platform/http/idempotency-key.js';
import type { Page } from '../../platform/http/paging.js';
import { Route } from '../../platform/http/route.js';
import { BatchFiles } from './batch-files.service.js';
import * as schema from './batch.schema.js';
import { Batches } from './batches.service.js';

@Controller()
export class BatchesController {
  constructor(
    private readonly batches: Batches,
    private readonly files: BatchFiles,
    private readonly commands: Commands,
  ) {}

  @Route('GET /batches', {
    permission: 'batch:read',
    summary: 'Production batches, latest first (R-4.2.2)',
    query: schema.batchQuerySchema,
    ok: { schema: schema.batchPageSchema },
  })
  list(
    @CurrentAccount() account: Account,
    @Query() query: schema.BatchQuery,
  ): Promise<Page<schema.BatchView>> {
    return this.batches.list(account, query);
  }

  @Route('POST /batches', {
    permission: 'batch:write',
    summary: 'Record a production batch as draft',
    body: schema.batchFieldsSchema,
    ok: { status: 201, schema: schema.batchViewSchema },
    problems: ['BT-PRODUCT-UNKNOWN', 'BT-LOT-UNKNOWN', 'BT-QUANTITY-INVALID'],
  })
  create(@CurrentAccount() account: Account, @Body() fields: schema.BatchFields): Promise<schema.BatchView> {
    return this.batches.create(account, fields);
  }

  @Route('GET /batches/:id', {
    permission: 'batch:read',
    summary: 'One batch with its raw-material lots, files and codes',
    params: byIdSchema,
    ok: { schema: schema.batchViewSchema },
  })
  get(@CurrentAccount() account: Account, @Param() { id }: ById): Promise<schema.BatchView> {
    return this.batches.get(account, id);
  }

  @Route('PATCH /batches/:id', {
    permission: 'batch:write',
    summary: 'Change a draft; old values stay in its history (R-4.2.2b)',
    params: byIdSchema,
    body: schema.batchChangesSchema,
    ok: { schema: schema.batchViewSchema },
    problems: ['BT-VERSION-STALE', 'BT-STATE-WRONG'],
  })
  change(
    @CurrentAccount() account: Account,
    @Param() { id }: ById,
    @Body() changes: schema.BatchChanges,
  ): Promise<schema.BatchView> {
    return this.batches.change(account, id, changes);
  }

  @Route('DELETE /batches/:id', {
    permission: 'batch:write',
    summary: 'Remove a draft',
    params: byIdSchema,
    ok: {},
    problems: ['BT-STATE-WRONG'],
  })
  remove(@CurrentAccount() account: Account, @Param() { id }: ById): Promise<void> {
    return this.batches.remove(account, id);
  }

  @Route('POST /batches/:id/confirm', {
    permission: 'batch:write',
    summary: 'Confirm a batch: input lots become its lot on the ledger (R-4.2.2c)',
    params: byIdSchema,
    command: true,
    ok: { status: 201, schema: schema.batchViewSchema },
    others: { 202: schema.batchViewSchema },
    problems: ['BT-GOODS-SHORT', 'BT-LOT-STOPPED', 'BT-LOT-EXISTS', 'BT-STATE-WRONG'],
  })
  async confirm(
    @CurrentAccount() account: Account,
    @Param() { id }: ById,
    @IdempotencyKey() key: string,
  ): Promise<schema.BatchView | Answer> {
    const document = await this.batches.confirm(account, id, key);
    return answerSettled(this.commands, document, (batch) => this.batches.get(account, batch));
  }

  @Route('POST /batches/:id/files', {
    permission: 'batch:write',
    summary: 'Attach an uploaded file to a batch; its SHA-256 comes onto the ledger (R-4.2.2d,e)',
    params: byIdSchema,
    body: schema.batchFileRequestSchema,
    command: true,
    ok: { status: 201, schema: schema.batchViewSchema },
    others: { 202: schema.batchViewSchema },
    problems: ['BT-ALREADY-EXISTS', 'BT-STATE-WRONG', 'BT-NOT-FOUND'],
  })
  async attach(
    @CurrentAccount() account: Account,
    @Param() { id }: ById,
    @IdempotencyKey() key: string,
    @Body() body: schema.BatchFileRequest,
  ): Promise<schema.BatchView | Answer> {
    const document = await this.files.attach(account, id, key, body);
    return answerSettled(this.commands, document, async (file) =>
      this.batches.get(account, await this.files.batchOf(file)),
    );
  }
}
