import { Controller, Query } from '@nestjs/common';
import { type Account, CurrentAccount } from '../../platform/access/account.js';
import type { Page } from '../../platform/http/paging.js';
import { Route } from '../../platform/http/route.js';
import {
  deliveryPageSchema,
  deliveryQuerySchema,
  type Delivery,
  type DeliveryQuery,
} from './deliveries.schema.js';
import { Deliveries } from './deliveries.service.js';

@Controller()
export class DeliveriesController {
  constructor(private readonly deliveries: Deliveries) {}

  @Route('GET /deliveries', {
    permission: 'receipt:read',
    summary: 'Shipments addressed to the enterprise, newest first',
    query: deliveryQuerySchema,
    ok: { schema: deliveryPageSchema },
  })
  list(@CurrentAccount() account: Account, @Query() query: DeliveryQuery): Promise<Page<Delivery>> {
    return this.deliveries.list(account, query);
  }
}
