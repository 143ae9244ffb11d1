import { Body, Controller, Param, Query } from '@nestjs/common';
import { type Account, CurrentAccount } from '../../platform/access/account.js';
import { type ById, byIdSchema } from '../../platform/http/by-id.js';
import type { Page } from '../../platform/http/paging.js';
import { Route } from '../../platform/http/route.js';
import {
  type Party,
  type PartyChanges,
  partyChangesSchema,
  type PartyFields,
  partyFieldsSchema,
  partyPageSchema,
  type PartyQuery,
  partyQuerySchema,
  partySchema,
  type Reveal,
  type Revealed,
  revealedSchema,
  revealSchema,
} from './parties.schema.js';
import { Parties } from './parties.service.js';
import { PartyViews } from './party-views.js';

@Controller()
export class PartiesController {
  constructor(
    private readonly parties: Parties,
    private readonly views: PartyViews,
  ) {}

  @Route('GET /parties', {
    permission: 'party:read',
    summary: 'Suppliers and customers, by name',
    query: partyQuerySchema,
    ok: { schema: partyPageSchema },
  })
  list(@CurrentAccount() account: Account, @Query() query: PartyQuery): Promise<Page<Party>> {
    return this.parties.list(account, query);
  }

  @Route('POST /parties', {
    permission: 'party:write',
    summary: 'Add a trading party',
    body: partyFieldsSchema,
    ok: { status: 201, schema: partySchema },
    problems: ['BT-IDENTIFIER-INVALID', 'BT-ALREADY-EXISTS'],
  })
  create(@CurrentAccount() account: Account, @Body() fields: PartyFields): Promise<Party> {
    return this.parties.create(account, fields);
  }

  @Route('PATCH /parties/:id', {
    permission: 'party:write',
    summary: 'Change a trading party',
    params: byIdSchema,
    body: partyChangesSchema,
    ok: { schema: partySchema },
    problems: ['BT-IDENTIFIER-INVALID', 'BT-ALREADY-EXISTS', 'BT-VERSION-STALE', 'BT-STATE-WRONG'],
  })
  change(
    @CurrentAccount() account: Account,
    @Param() { id }: ById,
    @Body() changes: PartyChanges,
  ): Promise<Party> {
    return this.parties.change(account, id, changes);
  }

  @Route('POST /parties/:id/retire', {
    permission: 'party:write',
    summary: 'Retire a trading party; old documents keep it',
    params: byIdSchema,
    ok: { schema: partySchema },
  })
  retire(@CurrentAccount() account: Account, @Param() { id }: ById): Promise<Party> {
    return this.parties.retire(account, id);
  }

  @Route('POST /parties/:id/reveal', {
    permission: 'party:reveal',
    summary: 'Identity number and telephone of an individual in clear, for a reason that is recorded',
    params: byIdSchema,
    body: revealSchema,
    ok: { schema: revealedSchema },
    problems: ['BT-STATE-WRONG'],
  })
  reveal(
    @CurrentAccount() account: Account,
    @Param() { id }: ById,
    @Body() { reason }: Reveal,
  ): Promise<Revealed> {
    return this.views.reveal(account, id, reason);
  }
}
