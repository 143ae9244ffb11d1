import { Body, Controller, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Commands } from '../../ledger/outbox/commands.js';
import { type Account, CurrentAccount } from '../../platform/access/account.js';
import { type Answer, answer } from '../../platform/http/answer.js';
import { IdempotencyKey } from '../../platform/http/idempotency-key.js';
import type { Page } from '../../platform/http/paging.js';
import { Route } from '../../platform/http/route.js';
import { scanResultSchema, type ScanResult } from '../goods/goods.service.js';
import { ConfirmDispatch } from './confirm-dispatch.service.js';
import { DispatchScans } from './dispatch-scans.service.js';
import {
  addScansSchema,
  dispatchChangeSchema,
  dispatchPageSchema,
  dispatchParamsSchema,
  dispatchQuerySchema,
  dispatchSchema,
  newDispatchSchema,
  removeScansSchema,
  type Dispatch,
  type DispatchChange,
  type DispatchQuery,
  type NewDispatch,
} from './dispatches.schema.js';
import { Dispatches } from './dispatches.service.js';

type Params = z.infer<typeof dispatchParamsSchema>;
const params = dispatchParamsSchema;
const write = 'dispatch:write';

@Controller()
export class DispatchesController {
  constructor(
    private readonly dispatches: Dispatches,
    private readonly scans: DispatchScans,
    private readonly confirmDispatch: ConfirmDispatch,
    private readonly commands: Commands,
  ) {}

  @Route('GET /dispatches', {
    permission: 'dispatch:read',
    summary: 'Dispatches, newest first',
    query: dispatchQuerySchema,
    ok: { schema: dispatchPageSchema },
  })
  list(@CurrentAccount() account: Account, @Query() query: DispatchQuery): Promise<Page<Dispatch>> {
    return this.dispatches.list(account, query);
  }

  @Route('GET /dispatches/:id', {
    permission: 'dispatch:read',
    summary: 'One dispatch',
    params,
    ok: { schema: dispatchSchema },
  })
  get(@CurrentAccount() account: Account, @Param() { id }: Params): Promise<Dispatch> {
    return this.dispatches.get(account, id);
  }

  @Route('POST /dispatches', {
    permission: write,
    summary: 'Draft a dispatch',
    body: newDispatchSchema,
    ok: { status: 201, schema: dispatchSchema },
    problems: ['BT-PRODUCT-UNKNOWN', 'BT-LOT-UNKNOWN', 'BT-ENTERPRISE-UNKNOWN', 'BT-RECEIVER-WRONG'],
  })
  create(@CurrentAccount() account: Account, @Body() body: NewDispatch): Promise<Dispatch> {
    return this.dispatches.create(account, body);
  }

  @Route('PATCH /dispatches/:id', {
    permission: write,
    summary: 'Change a draft',
    params,
    body: dispatchChangeSchema,
    ok: { schema: dispatchSchema },
    problems: ['BT-VERSION-STALE', 'BT-STATE-WRONG'],
  })
  change(
    @CurrentAccount() account: Account,
    @Param() { id }: Params,
    @Body() body: DispatchChange,
  ): Promise<Dispatch> {
    return this.dispatches.change(account, id, body);
  }

  @Route('DELETE /dispatches/:id', {
    permission: write,
    summary: 'Delete a draft',
    params,
    ok: {},
    problems: ['BT-STATE-WRONG'],
  })
  remove(@CurrentAccount() account: Account, @Param() { id }: Params): Promise<void> {
    return this.dispatches.remove(account, id);
  }

  @Route('POST /dispatches/:id/scans', {
    permission: write,
    summary: 'Add scanned codes to a draft',
    description: 'Codes that may not be dispatched are refused one by one; the others are taken.',
    params,
    body: addScansSchema,
    ok: { schema: scanResultSchema },
    problems: ['BT-STATE-WRONG'],
  })
  addScans(
    @CurrentAccount() account: Account,
    @Param() { id }: Params,
    @Body() body: z.infer<typeof addScansSchema>,
  ): Promise<ScanResult> {
    return this.scans.add(account, id, body.codes);
  }

  @Route('DELETE /dispatches/:id/scans', {
    permission: write,
    summary: 'Take codes off a draft, all of them where none is named',
    params,
    body: removeScansSchema,
    ok: { schema: scanResultSchema },
    problems: ['BT-STATE-WRONG'],
  })
  removeScans(
    @CurrentAccount() account: Account,
    @Param() { id }: Params,
    @Body() body: z.infer<typeof removeScansSchema>,
  ): Promise<ScanResult> {
    return this.scans.remove(account, id, body.codes);
  }

  @Route('POST /dispatches/:id/confirm', {
    permission: write,
    summary: 'Dispatch the goods with their codes',
    params,
    ok: { schema: dispatchSchema },
    others: { 202: dispatchSchema },
    command: true,
    problems: ['BT-CODE-COUNT', 'BT-CODE-NOT-HELD', 'BT-CODE-DISABLED', 'BT-GOODS-SHORT', 'BT-LOT-STOPPED'],
  })
  async confirm(
    @CurrentAccount() account: Account,
    @Param() { id }: Params,
    @IdempotencyKey() key: string,
  ): Promise<Dispatch | Answer> {
    const document = await this.confirmDispatch.confirm(account, id, key);
    const seal = await this.commands.settled(document);
    const dispatch = await this.dispatches.get(account, id);
    return seal.state === 'waiting' ? answer(202, dispatch) : dispatch;
  }
}
