import { Body, Controller, Query } from '@nestjs/common';
import { type Account, CurrentAccount } from '../../platform/access/account.js';
import type { Page } from '../../platform/http/paging.js';
import { Route } from '../../platform/http/route.js';
import {
  type Material,
  type MaterialFields,
  materialFieldsSchema,
  materialPageSchema,
  type MaterialQuery,
  materialQuerySchema,
  materialSchema,
} from './materials.schema.js';
import { Materials } from './materials.service.js';

@Controller()
export class MaterialsController {
  constructor(private readonly materials: Materials) {}

  @Route('GET /materials', {
    permission: 'product:read',
    summary: 'Raw materials of the enterprise',
    query: materialQuerySchema,
    ok: { schema: materialPageSchema },
  })
  list(@CurrentAccount() account: Account, @Query() query: MaterialQuery): Promise<Page<Material>> {
    return this.materials.list(account, query);
  }

  @Route('POST /materials', {
    permission: 'product:write',
    summary: 'Record a raw material',
    body: materialFieldsSchema,
    ok: { status: 201, schema: materialSchema },
  })
  create(@CurrentAccount() account: Account, @Body() fields: MaterialFields): Promise<Material> {
    return this.materials.create(account, fields);
  }
}
