import { Controller, Query } from '@nestjs/common';
import { type Account, CurrentAccount } from '../../platform/access/account.js';
import type { Page } from '../../platform/http/paging.js';
import { Route } from '../../platform/http/route.js';
import { type RawLot, rawLotPageSchema, type RawLotQuery, rawLotQuerySchema } from './raw-lot.schema.js';
import { RawLots } from './raw-lots.service.js';

@Controller()
export class RawLotsController {
  constructor(private readonly rawLots: RawLots) {}

  @Route('GET /raw-lots', {
    permission: 'batch:read',
    summary: 'Own raw-material lots with stock and the batches made of them (R-4.2.2c)',
    query: rawLotQuerySchema,
    ok: { schema: rawLotPageSchema },
  })
  list(@CurrentAccount() account: Account, @Query() query: RawLotQuery): Promise<Page<RawLot>> {
    return this.rawLots.list(account, query);
  }
}
