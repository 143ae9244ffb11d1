import { Body, Controller, Param, Query } from '@nestjs/common';
import { type Account, CurrentAccount } from '../../platform/access/account.js';
import type { Page, PageQuery } from '../../platform/http/paging.js';
import { Route } from '../../platform/http/route.js';
import * as schema from './device.schema.js';
import { Devices } from './devices.service.js';

@Controller()
export class DevicesController {
  constructor(private readonly devices: Devices) {}

  @Route('GET /devices', {
    permission: 'device:read',
    summary: 'Coders and lasers with their state (R-4.2.7a,b)',
    query: schema.deviceQuerySchema,
    ok: { schema: schema.devicePageSchema },
  })
  list(@CurrentAccount() account: Account, @Query() query: PageQuery): Promise<Page<schema.DeviceView>> {
    return this.devices.list(account, query);
  }

  @Route('PATCH /devices/:id', {
    permission: 'device:write',
    summary: 'Name a device and its line, take it into use, accept a new bridge key',
    params: schema.deviceParams,
    body: schema.deviceChangesSchema,
    ok: { schema: schema.deviceViewSchema },
    problems: ['BT-NOT-FOUND', 'BT-VERSION-STALE', 'BT-STATE-WRONG'],
  })
  change(
    @CurrentAccount() account: Account,
    @Param() { id }: { readonly id: string },
    @Body() changes: schema.DeviceChanges,
  ): Promise<schema.DeviceView> {
    return this.devices.change(account, id, changes);
  }
}
