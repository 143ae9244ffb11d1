import { Body, Controller, Param, Query } from '@nestjs/common';
import { Commands } from '../../ledger/outbox/commands.js';
import { type Account, CurrentAccount } from '../../platform/access/account.js';
import { type Answer, answer } from '../../platform/http/answer.js';
import { type ById, byIdSchema } from '../../platform/http/by-id.js';
import { IdempotencyKey } from '../../platform/http/idempotency-key.js';
import type { Page } from '../../platform/http/paging.js';
import { Route } from '../../platform/http/route.js';
import {
  enterprisePageSchema,
  type EnterpriseQuery,
  enterpriseQuerySchema,
  enterpriseSchema,
  type EnterpriseView,
  type RegisteredEnterprise,
  registeredSchema,
  type Registration,
  registrationSchema,
} from './enterprises.schema.js';
import { Enterprises } from './enterprises.service.js';
import { RegisterEnterprise } from './register-enterprise.service.js';

@Controller()
export class EnterprisesController {
  constructor(
    private readonly enterprises: Enterprises,
    private readonly registrations: RegisterEnterprise,
    private readonly commands: Commands,
  ) {}

  @Route('POST /enterprises', {
    permission: 'enterprise:register',
    summary: 'Register an enterprise of this jurisdiction, with its first administrator',
    body: registrationSchema,
    ok: { status: 201, schema: registeredSchema },
    others: { 202: registeredSchema },
    command: true,
    problems: ['BT-IDENTIFIER-INVALID', 'BT-ALREADY-EXISTS'],
  })
  async register(
    @CurrentAccount() account: Account,
    @Body() registration: Registration,
    @IdempotencyKey() key: string,
  ): Promise<RegisteredEnterprise | Answer> {
    const { document, initialPassword } = await this.registrations.register(account, registration, key);
    const ledger = await this.commands.settled(document);
    const enterprise = await this.enterprises.get(account, document.id);
    const { login } = registration.administrator;
    const body = { enterprise, administrator: { login, initialPassword }, ledger };
    return ledger.state === 'waiting' ? answer(202, body) : body;
  }

  @Route('GET /enterprises', {
    permission: 'enterprise:read',
    summary: 'Registered enterprises of the jurisdiction; an enterprise sees itself',
    query: enterpriseQuerySchema,
    ok: { schema: enterprisePageSchema },
  })
  list(@CurrentAccount() account: Account, @Query() query: EnterpriseQuery): Promise<Page<EnterpriseView>> {
    return this.enterprises.list(account, query);
  }

  @Route('GET /enterprises/:id', {
    permission: 'enterprise:read',
    summary: 'One registration record',
    params: byIdSchema,
    ok: { schema: enterpriseSchema },
  })
  get(@CurrentAccount() account: Account, @Param() { id }: ById): Promise<EnterpriseView> {
    return this.enterprises.get(account, id);
  }

  @Route('GET /enterprise', {
    permission: 'enterprise:read',
    summary: 'The registration record of the own enterprise',
    ok: { schema: enterpriseSchema },
  })
  own(@CurrentAccount() account: Account): Promise<EnterpriseView> {
    return this.enterprises.own(account);
  }
}
