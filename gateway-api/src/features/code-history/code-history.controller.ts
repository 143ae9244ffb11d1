import { Controller, Query } from '@nestjs/common';
import type { z } from 'zod';
import { CurrentAccount, type Account } from '../../platform/access/account.js';
import { Route } from '../../platform/http/route.js';
import { codeHistorySchema, codeQuerySchema, type CodeHistory } from './code-history.schema.js';
import { CodeHistoryService } from './code-history.service.js';

type CodeQuery = z.infer<typeof codeQuerySchema>;

@Controller()
export class CodeHistoryController {
  constructor(private readonly service: CodeHistoryService) {}

  @Route('GET /codes', {
    permission: 'history:read',
    summary: 'What a scanned code tells the signed-in asker: product, batch, status, way, proof (R-4.2.4a)',
    query: codeQuerySchema,
    ok: { schema: codeHistorySchema },
  })
  ofCode(@CurrentAccount() account: Account, @Query() { code }: CodeQuery): Promise<CodeHistory> {
    return this.service.history(account, code);
  }

  @Route('GET /public/codes', {
    permission: 'public',
    summary: 'What a scanned code tells anybody: product, batch, dates, state',
    query: codeQuerySchema,
    ok: { schema: codeHistorySchema },
  })
  ofPublicCode(@Query() { code }: CodeQuery): Promise<CodeHistory> {
    return this.service.history(undefined, code);
  }
}
