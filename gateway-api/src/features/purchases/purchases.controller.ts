import { Body, Controller, Param, Query } from '@nestjs/common';
import { answerSettled } from '../../ledger/outbox/answer-settled.js';
import { Commands } from '../../ledger/outbox/commands.js';
import { type Account, CurrentAccount } from '../../platform/access/account.js';
import type { Answer } from '../../platform/http/answer.js';
import { type ById, byIdSchema } from '../../platform/http/by-id.js';
import { IdempotencyKey } from '../../platform/http/idempotency-key.js';
import type { Page } from '../../platform/http/paging.js';
import { Route } from '../../platform/http/route.js';
import * as schema from './purchase.schema.js';
import { Purchases } from './purchases.service.js';

@Controller()
export class PurchasesController {
  constructor(
    private readonly purchases: Purchases,
    private readonly commands: Commands,
  ) {}

  @Route('GET /purchases', {
    permission: 'purchase:read',
    summary: 'Purchases of raw material, latest first (R-4.2.1)',
    query: schema.purchaseQuerySchema,
    ok: { schema: schema.purchasePageSchema },
  })
  list(
    @CurrentAccount() account: Account,
    @Query() query: schema.PurchaseQuery,
  ): Promise<Page<schema.PurchaseView>> {
    return this.purchases.list(account, query);
  }

  @Route('POST /purchases', {
    permission: 'purchase:write',
    summary: 'Record a purchase as draft',
    body: schema.purchaseFieldsSchema,
    ok: { status: 201, schema: schema.purchaseViewSchema },
    problems: ['BT-QUANTITY-INVALID', 'BT-IDENTIFIER-INVALID', 'BT-NOT-FOUND'],
  })
  create(
    @CurrentAccount() account: Account,
    @Body() fields: schema.PurchaseFields,
  ): Promise<schema.PurchaseView> {
    return this.purchases.create(account, fields);
  }

  @Route('GET /purchases/:id', {
    permission: 'purchase:read',
    summary: 'One purchase with its history',
    params: byIdSchema,
    ok: { schema: schema.purchaseViewSchema },
  })
  get(@CurrentAccount() account: Account, @Param() { id }: ById): Promise<schema.PurchaseView> {
    return this.purchases.get(account, id);
  }

  @Route('PATCH /purchases/:id', {
    permission: 'purchase:write',
    summary: 'Change a draft; old values stay in its history (R-4.2.1b)',
    params: byIdSchema,
    body: schema.purchaseChangesSchema,
    ok: { schema: schema.purchaseViewSchema },
    problems: ['BT-VERSION-STALE', 'BT-STATE-WRONG'],
  })
  change(
    @CurrentAccount() account: Account,
    @Param() { id }: ById,
    @Body() changes: schema.PurchaseChanges,
  ): Promise<schema.PurchaseView> {
    return this.purchases.change(account, id, changes);
  }

  @Route('DELETE /purchases/:id', {
    permission: 'purchase:write',
    summary: 'Remove a draft',
    params: byIdSchema,
    ok: {},
    problems: ['BT-STATE-WRONG'],
  })
  remove(@CurrentAccount() account: Account, @Param() { id }: ById): Promise<void> {
    return this.purchases.remove(account, id);
  }

  @Route('POST /purchases/:id/confirm', {
    permission: 'purchase:write',
    summary: 'Confirm a purchase: its raw-material lot comes onto the ledger',
    params: byIdSchema,
    command: true,
    ok: { status: 201, schema: schema.purchaseViewSchema },
    others: { 202: schema.purchaseViewSchema },
    problems: ['BT-LOT-EXISTS', 'BT-STATE-WRONG'],
  })
  async confirm(
    @CurrentAccount() account: Account,
    @Param() { id }: ById,
    @IdempotencyKey() key: string,
  ): Promise<schema.PurchaseView | Answer> {
    const document = await this.purchases.confirm(account, id, key);
    return answerSettled(this.commands, document, (purchase) => this.purchases.get(account, purchase));
  }
}
