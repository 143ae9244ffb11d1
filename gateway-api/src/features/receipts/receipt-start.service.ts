import { Injectable } from '@nestjs/common';
import { DomainError } from '@baytrace/domain/errors';
import type { EntityManager } from 'typeorm';
import { type Account, demandPermission, enterpriseOf } from '../../platform/access/account.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Transactions } from '../../platform/database/transactions.js';
import { randomId } from '../../platform/random-id.js';
import { Shipments } from '../deliveries/shipments.service.js';
import { DocumentNumbers } from '../documents/document-numbers.service.js';
import { CodeScanner, codesByLot, HeldGoodsReader, scannedOf } from '../goods/goods.service.js';
import { ArrivingCodes, type ArrivingCode } from './arriving-codes.js';
import { firstLines, withCodes } from './receipt-lines.js';
import { documentType, draftOf, insertReceipt, writeScannedLines, type KeptLine } from './receipts.rows.js';
import type { StartReceipt } from './receipts.schema.js';

/** The draft, and whether it was there before. */
export interface StartedReceipt {
  readonly id: string;
  readonly fresh: boolean;
}

/** Scanning one code of a delivery gives a filled receipt note (R-4.3.1a). */
@Injectable()
export class ReceiptStart {
  constructor(
    private readonly transactions: Transactions,
    private readonly scanner: CodeScanner,
    private readonly arriving: ArrivingCodes,
    private readonly shipments: Shipments,
    private readonly held: HeldGoodsReader,
    private readonly numbers: DocumentNumbers,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Finds the shipment of the code and drafts its receipt; the open draft of that shipment where there is one. A code
   * that was missing before is received by itself.
   *
   * @throws DomainError `BT-CODE-FORGED`, `BT-CODE-DISABLED`, …, `BT-RECEIVER-WRONG` with the reason for a code that
   *   is not on its way to this enterprise, `BT-NOT-FOUND` for no shipment of its, `BT-STATE-WRONG` when all of it came
   */
  async start(account: Account, asked: StartReceipt): Promise<StartedReceipt> {
    demandPermission(account, 'receipt:write');
    const enterprise = enterpriseOf(account);
    const code = 'code' in asked ? await this.#arrivalOf(enterprise, asked.code) : undefined;
    const shipment = 'code' in asked ? (code?.shipment ?? '') : asked.shipment;
    await this.#demandOwn(enterprise, shipment);
    const lines = await this.#linesFor(shipment, code);
    const started = await this.transactions.run(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 12))', [enterprise + shipment]);
      const draft = await draftOf(manager, enterprise, shipment);
      if (draft !== undefined) {
        await this.#addLate(manager, draft.id, draft.lines, code);
        return { id: draft.id, fresh: false };
      }
      const id = randomId();
      const number = await this.numbers.next(manager, enterprise, documentType);
      const scannedCode = code?.text ?? null;
      await insertReceipt(
        manager,
        { id, enterprise, number, account: account.id, shipment, scannedCode },
        lines,
      );
      return { id, fresh: true };
    });
    this.audit.note({ objectType: documentType, objectId: started.id });
    return started;
  }

  async #arrivalOf(enterprise: string, text: string): Promise<ArrivingCode> {
    const code = scannedOf(text, await this.scanner.one(text));
    const [arrival] = await this.arriving.of(enterprise, [code]);
    if (arrival === undefined) throw new DomainError('BT-CODE-UNKNOWN');
    if (arrival instanceof DomainError) throw arrival;
    return arrival;
  }

  async #demandOwn(enterprise: string, shipment: string): Promise<void> {
    const head = (await this.shipments.heads([shipment])).get(shipment);
    if (head?.receiver !== enterprise) throw new DomainError('BT-NOT-FOUND', { shipment });
  }

  async #linesFor(shipment: string, code: ArrivingCode | undefined): Promise<readonly KeptLine[]> {
    if (code?.late === true) return this.#withCode([], code);
    const lines = firstLines((await this.shipments.of([shipment])).get(shipment) ?? []);
    if (lines.length === 0) throw new DomainError('BT-STATE-WRONG', { shipment, state: 'received' });
    return lines;
  }

  async #withCode(lines: readonly KeptLine[], code: ArrivingCode): Promise<readonly KeptLine[]> {
    return withCodes(lines, codesByLot([code]), await this.held.unitsPerCode([code.locator]));
  }

  async #addLate(
    manager: EntityManager,
    id: string,
    lines: readonly KeptLine[],
    code: ArrivingCode | undefined,
  ): Promise<void> {
    if (code?.late !== true) return;
    await writeScannedLines(manager, id, await this.#withCode(lines, code));
  }
}
