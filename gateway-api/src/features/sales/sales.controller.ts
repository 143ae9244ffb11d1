import { Body, Controller, Query } from '@nestjs/common';
import { Commands } from '../../ledger/outbox/commands.js';
import { type Account, CurrentAccount } from '../../platform/access/account.js';
import { type Answer, answer } from '../../platform/http/answer.js';
import { IdempotencyKey } from '../../platform/http/idempotency-key.js';
import type { Page } from '../../platform/http/paging.js';
import { Route } from '../../platform/http/route.js';
import {
  newSaleSchema,
  salePageSchema,
  saleQuerySchema,
  saleSchema,
  type NewSale,
  type Sale,
  type SaleQuery,
} from './sales.schema.js';
import { Sales } from './sales.service.js';

@Controller()
export class SalesController {
  constructor(
    private readonly sales: Sales,
    private readonly commands: Commands,
  ) {}

  @Route('GET /sales', {
    permission: 'sale:read',
    summary: 'Sales to consumers, newest first',
    query: saleQuerySchema,
    ok: { schema: salePageSchema },
  })
  list(@CurrentAccount() account: Account, @Query() query: SaleQuery): Promise<Page<Sale>> {
    return this.sales.list(account, query);
  }

  @Route('POST /sales', {
    permission: 'sale:write',
    summary: 'Sell to consumers, by codes or by quantity',
    body: newSaleSchema,
    ok: { status: 201, schema: saleSchema },
    others: { 202: saleSchema },
    command: true,
    problems: ['BT-CODE-NOT-HELD', 'BT-CODE-DISABLED', 'BT-CODE-FORGED', 'BT-CODE-COUNT', 'BT-GOODS-SHORT'],
  })
  async sell(
    @CurrentAccount() account: Account,
    @Body() body: NewSale,
    @IdempotencyKey() key: string,
  ): Promise<Sale | Answer> {
    const document = await this.sales.sell(account, body, key);
    const seal = await this.commands.settled(document);
    const sale = await this.sales.get(account, document.id);
    return seal.state === 'waiting' ? answer(202, sale) : sale;
  }
}
