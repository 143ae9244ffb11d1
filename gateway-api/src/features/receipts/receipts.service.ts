import { Injectable } from '@nestjs/common';
import { DomainError } from '@baytrace/domain/errors';
import { parseDecimal } from '@baytrace/domain/quantities';
import { type Account, demandPermission, enterpriseOf } from '../../platform/access/account.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Transactions } from '../../platform/database/transactions.js';
import { InvalidInput } from '../../platform/http/invalid-input.js';
import { type Page, toPage } from '../../platform/http/paging.js';
import { expectVersion } from '../../platform/http/version.js';
import { Shipments } from '../deliveries/shipments.service.js';
import { changesBetween } from '../documents/document-history.service.js';
import { HeldGoodsReader, LotReader } from '../goods/goods.service.js';
import { checkLine } from './receipt-lines.js';
import { ReceiptScans } from './receipt-scans.service.js';
import { ReceiptViews } from './receipt-views.js';
import {
  documentType,
  findReceipt,
  listReceipts,
  lockDraft,
  receiptKey,
  writeEditedLines,
  type KeptLine,
  type ReceiptRow,
} from './receipts.rows.js';
import type { Receipt, ReceiptChange, ReceiptQuery } from './receipts.schema.js';

type LineChange = ReceiptChange['lines'][number];

/** Quantities by lot, for the history. */
const quantitiesOf = (lines: readonly KeptLine[]): Record<string, string> =>
  Object.fromEntries(lines.map(({ lot, quantity }) => [lot, quantity]));

/** Receipt notes (进货单, R-4.3.1). */
@Injectable()
export class Receipts {
  constructor(
    private readonly transactions: Transactions,
    private readonly shipments: Shipments,
    private readonly lots: LotReader,
    private readonly held: HeldGoodsReader,
    private readonly scans: ReceiptScans,
    private readonly views: ReceiptViews,
    private readonly audit: AuditTrail,
  ) {}

  /** Own receipts, newest first; a regulator sees those of the jurisdiction (R-4.4c). */
  async list(account: Account, query: ReceiptQuery): Promise<Page<Receipt>> {
    demandPermission(account, 'receipt:read');
    const rows = await listReceipts(this.transactions.reader, account.enterprise ?? null, query);
    const page = toPage(rows, query.limit, (row) => row, receiptKey);
    return { next: page.next, items: await this.views.ofAll(page.items) };
  }

  /** @throws DomainError `BT-NOT-FOUND` also for a receipt of somebody else */
  async get(account: Account, id: string): Promise<Receipt> {
    demandPermission(account, 'receipt:read');
    return this.views.of(await findReceipt(this.transactions.reader, account.enterprise ?? null, id));
  }

  /**
   * Changes quantities and codes of a draft; less than expected is received short, more is refused (S-8, S-9).
   *
   * @throws DomainError `BT-VERSION-STALE`, `BT-STATE-WRONG`, `BT-GOODS-SHORT`, `BT-CODE-COUNT`, `BT-RECEIVER-WRONG`
   *   for a code of another shipment, `BT-INPUT-INVALID` for a lot that is not of the shipment
   */
  async change(account: Account, id: string, change: ReceiptChange): Promise<Receipt> {
    demandPermission(account, 'receipt:write');
    const enterprise = enterpriseOf(account);
    const before = await findReceipt(this.transactions.reader, enterprise, id);
    const lines = await this.#changed(before, change);
    await this.transactions.run(async (manager) => {
      const row = await lockDraft(manager, enterprise, id);
      expectVersion(row.version, change.version);
      if (row.revision !== before.revision) {
        throw new DomainError('BT-VERSION-STALE', { current: row.version, expected: change.version });
      }
      const entry = changesBetween(quantitiesOf(row.lines), quantitiesOf(lines), account.displayName) ?? {
        at: new Date().toISOString(),
        account: account.displayName,
        changes: {},
      };
      await writeEditedLines(manager, id, lines, entry);
    });
    this.audit.note({ objectType: documentType, objectId: id });
    return this.get(account, id);
  }

  /** @throws DomainError `BT-STATE-WRONG` once it was sent to the ledger, even if it was refused there */
  async remove(account: Account, id: string): Promise<void> {
    demandPermission(account, 'receipt:write');
    const enterprise = enterpriseOf(account);
    await this.transactions.run(async (manager) => {
      const row = await lockDraft(manager, enterprise, id);
      if (row.command !== null) throw new DomainError('BT-STATE-WRONG', { state: 'refused' });
      await manager.query('DELETE FROM app.receipt WHERE id = $1', [id]);
    });
    this.audit.note({ objectType: documentType, objectId: id });
  }

  async #changed(row: ReceiptRow, { lines }: ReceiptChange): Promise<readonly KeptLine[]> {
    const figures = (await this.shipments.of([row.shipment])).get(row.shipment) ?? [];
    const unknown = lines.findIndex(({ lot }) => !figures.some((figure) => figure.lot === lot));
    if (unknown >= 0) throw InvalidInput.at(`body.lines.${unknown}.lot`, 'not of this shipment');
    const kept = new Map(row.lines.map((line) => [line.lot, line]));
    for (const line of lines) kept.set(line.lot, await this.#line(row, line, kept.get(line.lot)));
    const changed = [...kept.values()];
    const locators = changed.flatMap(({ codes }) => codes.map(({ locator }) => locator));
    const unitsPerCode = await this.held.unitsPerCode(locators);
    for (const line of changed) {
      const figure = figures.find(({ lot }) => lot === line.lot);
      if (lines.some(({ lot }) => lot === line.lot)) checkLine(line, figure, unitsPerCode);
    }
    return changed;
  }

  async #line(row: ReceiptRow, change: LineChange, before: KeptLine | undefined): Promise<KeptLine> {
    const scale = (await this.lots.of([change.lot])).get(change.lot)?.scale ?? 0;
    const quantity = String(parseDecimal(change.quantity, scale));
    if (change.codes === undefined) return { lot: change.lot, quantity, codes: before?.codes ?? [] };
    return { lot: change.lot, quantity, codes: await this.scans.codesOf(row, change.lot, change.codes) };
  }
}
