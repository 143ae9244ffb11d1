import { Body, Controller, Param, Query, Req, type StreamableFile } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { locatorSchema } from '@baytrace/domain/ledger';
import { DomainError } from '@baytrace/domain/errors';
import { z } from 'zod';
import { answerSettled } from '../../ledger/outbox/answer-settled.js';
import { Commands } from '../../ledger/outbox/commands.js';
import { type Account, CurrentAccount } from '../../platform/access/account.js';
import { type Answer, download } from '../../platform/http/answer.js';
import { IdempotencyKey } from '../../platform/http/idempotency-key.js';
import type { Page } from '../../platform/http/paging.js';
import { Route } from '../../platform/http/route.js';
import * as schema from './code-download.schema.js';
import { CodeDownloads } from './code-downloads.service.js';

/** Drawing codes out of the pool and taking them as files (R-4.2.6b). */
@Controller()
export class CodeDownloadsController {
  constructor(
    private readonly downloads: CodeDownloads,
    private readonly commands: Commands,
  ) {}

  @Route('POST /code-blocks/:locator/downloads', {
    permission: 'code:download',
    summary: 'Draw codes out of the pool for a download; a code leaves the pool once',
    params: z.strictObject({ locator: locatorSchema }),
    body: schema.downloadRequestSchema,
    command: true,
    ok: { status: 201, schema: schema.downloadViewSchema },
    others: { 202: schema.downloadViewSchema },
    problems: ['BT-CODE-NOT-IN-POOL', 'BT-CODE-COUNT', 'BT-BLOCK-UNKNOWN'],
  })
  async draw(
    @CurrentAccount() account: Account,
    @IdempotencyKey() key: string,
    @Param() { locator }: { readonly locator: string },
    @Body() body: schema.DownloadRequest,
  ): Promise<schema.DownloadView | Answer> {
    const document = await this.downloads.draw(account, key, locator, body);
    return answerSettled(this.commands, document, (id) => this.downloads.get(account, id));
  }

  @Route('GET /downloads', {
    permission: 'code:read',
    summary: 'Downloads of the enterprise, latest first',
    query: schema.downloadQuerySchema,
    ok: { schema: schema.downloadPageSchema },
  })
  list(
    @CurrentAccount() account: Account,
    @Query() query: schema.DownloadQuery,
  ): Promise<Page<schema.DownloadView>> {
    return this.downloads.list(account, query);
  }

  @Route('GET /downloads/:id', {
    permission: 'code:read',
    summary: 'One download',
    params: schema.downloadParams,
    ok: { schema: schema.downloadViewSchema },
  })
  get(
    @CurrentAccount() account: Account,
    @Param() { id }: { readonly id: string },
  ): Promise<schema.DownloadView> {
    return this.downloads.get(account, id);
  }

  @Route('GET /downloads/:id/content', {
    permission: 'code:download',
    summary: 'The codes as CSV or as a ZIP of SVGs; each format once',
    params: schema.downloadParams,
    query: schema.contentQuerySchema,
    ok: { download: 'application/octet-stream' },
    problems: ['BT-STATE-WRONG'],
  })
  async content(
    @CurrentAccount() account: Account,
    @Param() { id }: { readonly id: string },
    @Query() query: schema.ContentQuery,
    @Req() request: FastifyRequest,
  ): Promise<StreamableFile> {
    // a HEAD request reaches the handler of GET, and must not use up the copy
    if (request.method !== 'GET') throw new DomainError('BT-STATE-WRONG', { reason: 'method' });
    const { content, mediaType, fileName } = await this.downloads.take(account, id, query);
    return download(content, { mediaType, fileName });
  }

  @Route('POST /downloads/:id/repeat', {
    permission: 'code:download',
    summary: 'Allow one more copy of a format that was taken, with a reason; counted and audited (S-25)',
    params: schema.downloadParams,
    body: schema.repeatRequestSchema,
    ok: { schema: schema.downloadViewSchema },
    problems: ['BT-STATE-WRONG'],
  })
  repeat(
    @CurrentAccount() account: Account,
    @Param() { id }: { readonly id: string },
    @Body() body: schema.RepeatRequest,
  ): Promise<schema.DownloadView> {
    return this.downloads.repeat(account, id, body);
  }
}
