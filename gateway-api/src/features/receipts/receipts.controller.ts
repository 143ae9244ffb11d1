import { Body, Controller, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Commands } from '../../ledger/outbox/commands.js';
import { type Account, CurrentAccount } from '../../platform/access/account.js';
import { type Answer, answer } from '../../platform/http/answer.js';
import { IdempotencyKey } from '../../platform/http/idempotency-key.js';
import type { Page } from '../../platform/http/paging.js';
import { Route } from '../../platform/http/route.js';
import { scanResultSchema, type ScanResult } from '../goods/goods.service.js';
import { ConfirmReceipt } from './confirm-receipt.service.js';
import { ReceiptScans } from './receipt-scans.service.js';
import { ReceiptStart } from './receipt-start.service.js';
import {
  receiptChangeSchema,
  receiptPageSchema,
  receiptParamsSchema,
  receiptQuerySchema,
  receiptScansSchema,
  receiptSchema,
  startReceiptSchema,
  type Receipt,
  type ReceiptChange,
  type ReceiptQuery,
  type StartReceipt,
} from './receipts.schema.js';
import { Receipts } from './receipts.service.js';

type Params = z.infer<typeof receiptParamsSchema>;
const params = receiptParamsSchema;
const write = 'receipt:write';

@Controller()
export class ReceiptsController {
  constructor(
    private readonly receipts: Receipts,
    private readonly starts: ReceiptStart,
    private readonly scans: ReceiptScans,
    private readonly confirmReceipt: ConfirmReceipt,
    private readonly commands: Commands,
  ) {}

  @Route('GET /receipts', {
    permission: 'receipt:read',
    summary: 'Receipt notes, newest first',
    query: receiptQuerySchema,
    ok: { schema: receiptPageSchema },
  })
  list(@CurrentAccount() account: Account, @Query() query: ReceiptQuery): Promise<Page<Receipt>> {
    return this.receipts.list(account, query);
  }

  @Route('GET /receipts/:id', {
    permission: 'receipt:read',
    summary: 'One receipt note',
    params,
    ok: { schema: receiptSchema },
  })
  get(@CurrentAccount() account: Account, @Param() { id }: Params): Promise<Receipt> {
    return this.receipts.get(account, id);
  }

  @Route('POST /receipts', {
    permission: write,
    summary: 'Draft a receipt note from one scanned code of a delivery',
    description: '201 with a new draft, 200 with the open draft of the same shipment.',
    body: startReceiptSchema,
    ok: { status: 201, schema: receiptSchema },
    others: { 200: receiptSchema },
    problems: [
      'BT-RECEIVER-WRONG',
      'BT-CODE-DISABLED',
      'BT-CODE-FORGED',
      'BT-CODE-UNKNOWN',
      'BT-STATE-WRONG',
    ],
  })
  async start(@CurrentAccount() account: Account, @Body() body: StartReceipt): Promise<Receipt | Answer> {
    const { id, fresh } = await this.starts.start(account, body);
    const receipt = await this.receipts.get(account, id);
    return fresh ? receipt : answer(200, receipt);
  }

  @Route('PATCH /receipts/:id', {
    permission: write,
    summary: 'Change quantities or codes of a draft',
    params,
    body: receiptChangeSchema,
    ok: { schema: receiptSchema },
    problems: ['BT-VERSION-STALE', 'BT-STATE-WRONG', 'BT-GOODS-SHORT', 'BT-CODE-COUNT', 'BT-RECEIVER-WRONG'],
  })
  change(
    @CurrentAccount() account: Account,
    @Param() { id }: Params,
    @Body() body: ReceiptChange,
  ): Promise<Receipt> {
    return this.receipts.change(account, id, body);
  }

  @Route('DELETE /receipts/:id', {
    permission: write,
    summary: 'Delete a draft',
    params,
    ok: {},
    problems: ['BT-STATE-WRONG'],
  })
  remove(@CurrentAccount() account: Account, @Param() { id }: Params): Promise<void> {
    return this.receipts.remove(account, id);
  }

  @Route('POST /receipts/:id/scans', {
    permission: write,
    summary: 'Add codes that are received exactly',
    params,
    body: receiptScansSchema,
    ok: { schema: scanResultSchema },
    problems: ['BT-STATE-WRONG'],
  })
  addScans(
    @CurrentAccount() account: Account,
    @Param() { id }: Params,
    @Body() body: z.infer<typeof receiptScansSchema>,
  ): Promise<ScanResult> {
    return this.scans.add(account, id, body.codes);
  }

  @Route('POST /receipts/:id/confirm', {
    permission: write,
    summary: 'Receive the goods',
    params,
    ok: { schema: receiptSchema },
    others: { 202: receiptSchema },
    command: true,
    problems: ['BT-GOODS-SHORT', 'BT-CODE-NOT-HELD', 'BT-CODE-DISABLED', 'BT-STATE-WRONG'],
  })
  async confirm(
    @CurrentAccount() account: Account,
    @Param() { id }: Params,
    @IdempotencyKey() key: string,
  ): Promise<Receipt | Answer> {
    const document = await this.confirmReceipt.confirm(account, id, key);
    const seal = await this.commands.settled(document);
    const receipt = await this.receipts.get(account, id);
    return seal.state === 'waiting' ? answer(202, receipt) : receipt;
  }
}
