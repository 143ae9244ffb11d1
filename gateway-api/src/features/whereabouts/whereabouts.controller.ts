import { Controller, Query, type StreamableFile } from '@nestjs/common';
import type { z } from 'zod';
import { CurrentAccount, type Account } from '../../platform/access/account.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { download } from '../../platform/http/answer.js';
import { Route } from '../../platform/http/route.js';
import { recallListCsv } from './recall-list.js';
import { whereaboutsQuerySchema, whereaboutsSchema, type Whereabouts } from './whereabouts.schema.js';
import { WhereaboutsService } from './whereabouts.service.js';

type WhereaboutsQuery = z.infer<typeof whereaboutsQuerySchema>;

@Controller()
export class WhereaboutsController {
  constructor(
    private readonly service: WhereaboutsService,
    private readonly audit: AuditTrail,
  ) {}

  @Route('GET /whereabouts', {
    permission: 'whereabouts:read',
    summary:
      'Where the goods of a code, production batch or raw-material batch are, with quantities and documents (R-4.2.4)',
    query: whereaboutsQuerySchema,
    ok: { schema: whereaboutsSchema },
    problems: ['BT-LOT-UNKNOWN', 'BT-CODE-FORGED', 'BT-CODE-UNKNOWN', 'BT-CODE-NOT-HELD'],
  })
  whereabouts(@CurrentAccount() account: Account, @Query() query: WhereaboutsQuery): Promise<Whereabouts> {
    return this.#ask(account, query);
  }

  @Route('GET /whereabouts/export', {
    permission: 'whereabouts:read',
    summary: 'The same as recall list, CSV (R-4.2.4f)',
    query: whereaboutsQuerySchema,
    ok: { download: 'text/csv' },
  })
  async recallList(
    @CurrentAccount() account: Account,
    @Query() query: WhereaboutsQuery,
  ): Promise<StreamableFile> {
    const answer = await this.#ask(account, query);
    await this.audit.record({
      action: 'whereabouts.export',
      result: 'ok',
      objectType: answer.subject.kind,
      objectId: answer.subject.lot,
      detail: { lines: answer.lines.length },
    });
    const bytes = Buffer.from(recallListCsv(answer));
    return download(bytes, { mediaType: 'text/csv; charset=utf-8', fileName: 'recall-list.csv' });
  }

  #ask(account: Account, { code, lot }: WhereaboutsQuery): Promise<Whereabouts> {
    return code === undefined ? this.service.ofLot(account, lot ?? '') : this.service.ofCode(account, code);
  }
}
