import { Controller, Param, Query } from '@nestjs/common';
import { type Account, CurrentAccount } from '../../platform/access/account.js';
import { type ById, byIdSchema } from '../../platform/http/by-id.js';
import type { Page } from '../../platform/http/paging.js';
import { Route } from '../../platform/http/route.js';
import {
  type Operation,
  operationPageSchema,
  type OperationQuery,
  operationQuerySchema,
  operationSchema,
} from './operations.schema.js';
import { Operations } from './operations.service.js';

@Controller()
export class OperationsController {
  constructor(private readonly operations: Operations) {}

  @Route('GET /operations', {
    permission: 'operation:read',
    summary: 'Commands to the ledger and what came of them, latest first',
    query: operationQuerySchema,
    ok: { schema: operationPageSchema },
  })
  list(@CurrentAccount() account: Account, @Query() query: OperationQuery): Promise<Page<Operation>> {
    return this.operations.list(account, query);
  }

  @Route('GET /operations/:id', {
    permission: 'operation:read',
    summary: 'One command to the ledger',
    params: byIdSchema,
    ok: { schema: operationSchema },
  })
  get(@CurrentAccount() account: Account, @Param() { id }: ById): Promise<Operation> {
    return this.operations.get(account, id);
  }
}
