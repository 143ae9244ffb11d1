import { Body, Controller, Param, Query } from '@nestjs/common';
import { answerSettled } from '../../ledger/outbox/answer-settled.js';
import { Commands } from '../../ledger/outbox/commands.js';
import { type Account, CurrentAccount } from '../../platform/access/account.js';
import type { Answer } from '../../platform/http/answer.js';
import { IdempotencyKey } from '../../platform/http/idempotency-key.js';
import { type Page, type PageQuery, pageQuerySchema } from '../../platform/http/paging.js';
import { Route } from '../../platform/http/route.js';
import { CodeAssignments } from './code-assignments.service.js';
import * as schema from './code-block.schema.js';
import { CodeBlocks } from './code-blocks.service.js';
import { CodeStatuses } from './code-status.service.js';

interface LocatorParams {
  readonly locator: string;
}

/** Blocks of codes: issued, assigned to goods, disabled and enabled. */
@Controller()
export class CodeBlocksController {
  constructor(
    private readonly blocks: CodeBlocks,
    private readonly assignments: CodeAssignments,
    private readonly statuses: CodeStatuses,
    private readonly commands: Commands,
  ) {}

  @Route('GET /code-blocks', {
    permission: 'code:read',
    summary: 'Code blocks of the enterprise, newest first',
    query: schema.codeBlockQuerySchema,
    ok: { schema: schema.codeBlockPageSchema },
  })
  list(
    @CurrentAccount() account: Account,
    @Query() query: schema.CodeBlockQuery,
  ): Promise<Page<schema.CodeBlockView>> {
    return this.blocks.list(account, query);
  }

  @Route('POST /code-blocks', {
    permission: 'code:issue',
    summary: 'Issue a block of codes in one endorsed transaction (R-4.2.6a)',
    body: schema.codeBlockRequestSchema,
    command: true,
    ok: { status: 201, schema: schema.codeBlockViewSchema },
    others: { 202: schema.codeBlockViewSchema },
    problems: ['BT-PRODUCT-UNKNOWN', 'BT-QUANTITY-INVALID', 'BT-UNAVAILABLE'],
  })
  async issue(
    @CurrentAccount() account: Account,
    @IdempotencyKey() key: string,
    @Body() body: schema.CodeBlockRequest,
  ): Promise<schema.CodeBlockView | Answer> {
    const document = await this.blocks.issue(account, key, body);
    return answerSettled(this.commands, document, (locator) => this.blocks.get(account, locator));
  }

  @Route('GET /code-blocks/:locator', {
    permission: 'code:read',
    summary: 'One code block with the whereabouts of its codes as counts',
    params: schema.locatorParams,
    ok: { schema: schema.codeBlockViewSchema },
    problems: ['BT-BLOCK-UNKNOWN'],
  })
  get(
    @CurrentAccount() account: Account,
    @Param() { locator }: LocatorParams,
  ): Promise<schema.CodeBlockView> {
    return this.blocks.get(account, locator);
  }

  @Route('POST /code-blocks/:locator/assignments', {
    permission: 'code:issue',
    summary: 'Drawn codes meet goods of a lot',
    params: schema.locatorParams,
    body: schema.assignmentRequestSchema,
    command: true,
    ok: { status: 201, schema: schema.assignmentSchema },
    others: { 202: schema.assignmentSchema },
    problems: [
      'BT-CODE-NOT-DRAWN',
      'BT-CODE-OTHER-PRODUCT',
      'BT-GOODS-SHORT',
      'BT-LOT-STOPPED',
      'BT-CODE-DISABLED',
    ],
  })
  async assign(
    @CurrentAccount() account: Account,
    @IdempotencyKey() key: string,
    @Param() { locator }: LocatorParams,
    @Body() body: schema.AssignmentRequest,
  ): Promise<schema.Assignment | Answer> {
    const document = await this.assignments.assign(account, key, locator, body);
    return answerSettled(this.commands, document, (id) => this.assignments.get(account, id));
  }

  @Route('GET /code-blocks/:locator/status', {
    permission: 'code:read',
    summary: 'Every disabling and enabling of codes of the block, latest first (R-4.2.6d)',
    params: schema.locatorParams,
    query: pageQuerySchema,
    ok: { schema: schema.statusChangePageSchema },
  })
  statusChanges(
    @CurrentAccount() account: Account,
    @Param() { locator }: LocatorParams,
    @Query() query: PageQuery,
  ): Promise<Page<schema.StatusChange>> {
    return this.statuses.list(account, locator, query);
  }

  @Route('POST /code-blocks/:locator/status', {
    permission: 'code:status',
    summary: 'Disable codes, or enable them again (R-4.2.6c,d)',
    params: schema.locatorParams,
    body: schema.statusRequestSchema,
    command: true,
    ok: { status: 201, schema: schema.statusChangeSchema },
    others: { 202: schema.statusChangeSchema },
    problems: ['BT-CODE-FORGED', 'BT-CODE-UNKNOWN', 'BT-CODE-OTHER-PRODUCT'],
  })
  async setStatus(
    @CurrentAccount() account: Account,
    @IdempotencyKey() key: string,
    @Param() { locator }: LocatorParams,
    @Body() body: schema.StatusRequest,
  ): Promise<schema.StatusChange | Answer> {
    const document = await this.statuses.set(account, key, locator, body);
    return answerSettled(this.commands, document, (id) => this.statuses.get(account, id));
  }
}
