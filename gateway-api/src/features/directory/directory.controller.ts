import { Controller, Query } from '@nestjs/common';
import { type Account, CurrentAccount } from '../../platform/access/account.js';
import type { Page } from '../../platform/http/paging.js';
import { Route } from '../../platform/http/route.js';
import {
  type DirectoryEntry,
  directoryPageSchema,
  type DirectoryQuery,
  directoryQuerySchema,
} from './directory.schema.js';
import { Directory } from './directory.service.js';

@Controller()
export class DirectoryController {
  constructor(private readonly directory: Directory) {}

  @Route('GET /directory', {
    permission: 'directory:read',
    summary: 'Enterprises of the three jurisdictions',
    query: directoryQuerySchema,
    ok: { schema: directoryPageSchema },
  })
  list(@CurrentAccount() account: Account, @Query() query: DirectoryQuery): Promise<Page<DirectoryEntry>> {
    return this.directory.list(account, query);
  }
}
