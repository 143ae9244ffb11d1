import { Body, Controller, Param, Query } from '@nestjs/common';
import { type Account, CurrentAccount } from '../../platform/access/account.js';
import type { Page } from '../../platform/http/paging.js';
import { Route } from '../../platform/http/route.js';
import {
  accountPageSchema,
  type AccountParams,
  accountParamsSchema,
  type AccountQuery,
  accountQuerySchema,
  type AccountView,
  type AccountWithPassword,
  accountWithPasswordSchema,
  type EditAccountBody,
  editAccountSchema,
  type NewAccountBody,
  newAccountSchema,
} from './account.schemas.js';
import { Accounts } from './accounts.service.js';

/** Accounts, for administrators. */
@Controller()
export class AccountsController {
  constructor(private readonly accounts: Accounts) {}

  @Route('GET /accounts', {
    permission: 'account:manage',
    summary: 'Accounts of the jurisdiction, or of the own enterprise',
    query: accountQuerySchema,
    ok: { schema: accountPageSchema },
  })
  list(@CurrentAccount() asker: Account, @Query() query: AccountQuery): Promise<Page<AccountView>> {
    return this.accounts.list(asker, query);
  }

  @Route('POST /accounts', {
    permission: 'account:manage',
    summary: 'Make an account; the initial password is told once',
    body: newAccountSchema,
    ok: { status: 201, schema: accountWithPasswordSchema },
    problems: ['BT-ALREADY-EXISTS'],
  })
  create(@CurrentAccount() asker: Account, @Body() body: NewAccountBody): Promise<AccountWithPassword> {
    return this.accounts.create(asker, body);
  }

  @Route('PATCH /accounts/:id', {
    permission: 'account:manage',
    summary: 'Change name, roles or state, or give a new initial password',
    params: accountParamsSchema,
    body: editAccountSchema,
    ok: { schema: accountWithPasswordSchema },
    problems: ['BT-NOT-FOUND', 'BT-VERSION-STALE'],
  })
  edit(
    @CurrentAccount() asker: Account,
    @Param() params: AccountParams,
    @Body() body: EditAccountBody,
  ): Promise<AccountWithPassword> {
    return this.accounts.edit(asker, params.id, body);
  }
}
