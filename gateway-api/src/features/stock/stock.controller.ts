import { Controller, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { type Account, CurrentAccount } from '../../platform/access/account.js';
import type { Page } from '../../platform/http/paging.js';
import { Route } from '../../platform/http/route.js';
import {
  movementPageSchema,
  movementParamsSchema,
  movementQuerySchema,
  stockPageSchema,
  stockQuerySchema,
  type MovementQuery,
  type StockMovement,
  type StockQuery,
  type StockRow,
} from './stock.schema.js';
import { Stock } from './stock.service.js';

@Controller()
export class StockController {
  constructor(private readonly stock: Stock) {}

  @Route('GET /stock', {
    permission: 'stock:read',
    summary: 'Present stock by lot, what expires first on top',
    query: stockQuerySchema,
    ok: { schema: stockPageSchema },
  })
  list(@CurrentAccount() account: Account, @Query() query: StockQuery): Promise<Page<StockRow>> {
    return this.stock.list(account, query);
  }

  @Route('GET /stock/:lot/movements', {
    permission: 'stock:read',
    summary: 'Movements of a lot in and out of stock, newest first',
    params: movementParamsSchema,
    query: movementQuerySchema,
    ok: { schema: movementPageSchema },
  })
  movements(
    @CurrentAccount() account: Account,
    @Param() { lot }: z.infer<typeof movementParamsSchema>,
    @Query() query: MovementQuery,
  ): Promise<Page<StockMovement>> {
    return this.stock.movements(account, lot, query);
  }
}
