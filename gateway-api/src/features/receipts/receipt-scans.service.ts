import { Injectable } from '@nestjs/common';
import { DomainError, isErrorCode } from '@baytrace/domain/errors';
import type { Codes } from '@baytrace/domain/ledger';
import { formatDecimal } from '@baytrace/domain/quantities';
import { containsIndex } from '@baytrace/domain/ranges';
import { type Account, demandPermission, enterpriseOf } from '../../platform/access/account.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Transactions } from '../../platform/database/transactions.js';
import { Shipments } from '../deliveries/shipments.service.js';
import {
  CodeScanner,
  codesByLot,
  HeldGoodsReader,
  LotReader,
  scanRefusal,
  type ScannedCode,
  type ScanRefusal,
  type ScanResult,
} from '../goods/goods.service.js';
import { ArrivingCodes } from './arriving-codes.js';
import { expectedOf, withCodes } from './receipt-lines.js';
import {
  documentType,
  findReceipt,
  lockDraft,
  writeScannedLines,
  type KeptLine,
  type ReceiptRow,
} from './receipts.rows.js';

const isIn = (lines: readonly KeptLine[], { lot, locator, index }: ScannedCode): boolean => {
  const codes = lines.find((line) => line.lot === lot)?.codes ?? [];
  return codes.some((entry) => entry.locator === locator && containsIndex(entry.ranges, index));
};

/** Each code once, as it was scanned first (S-27). */
const different = (scanned: readonly ScannedCode[]): readonly ScannedCode[] => {
  const seen = new Set<string>();
  return scanned.filter(({ locator, index }) => {
    const name = `${locator} ${index}`;
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  });
};

interface Arrived {
  readonly accepted: readonly ScannedCode[];
  readonly refused: readonly ScanRefusal[];
}

/** Codes that are received exactly, instead of by count. */
@Injectable()
export class ReceiptScans {
  constructor(
    private readonly transactions: Transactions,
    private readonly scanner: CodeScanner,
    private readonly arriving: ArrivingCodes,
    private readonly shipments: Shipments,
    private readonly held: HeldGoodsReader,
    private readonly lots: LotReader,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Adds codes to a draft; their lots then come in by exactly the codes scanned. Codes that are not in the shipment
   * are refused one by one (S-9).
   *
   * @throws DomainError `BT-NOT-FOUND`, `BT-STATE-WRONG` once received
   */
  async add(account: Account, id: string, texts: readonly string[]): Promise<ScanResult> {
    demandPermission(account, 'receipt:write');
    const enterprise = enterpriseOf(account);
    const { accepted, refused } = await this.#arrived(
      await findReceipt(this.transactions.reader, enterprise, id),
      texts,
    );
    const found = await this.transactions.run(async (manager) => {
      const row = await lockDraft(manager, enterprise, id);
      const fresh = different(accepted).filter((code) => !isIn(row.lines, code));
      const locators = [...row.lines.flatMap(({ codes }) => codes), ...fresh].map(({ locator }) => locator);
      const unitsPerCode = await this.held.unitsPerCode(locators);
      const lines = withCodes(row.lines, codesByLot(fresh), unitsPerCode);
      if (fresh.length > 0) await writeScannedLines(manager, id, lines);
      return fresh;
    });
    this.audit.note({ objectType: documentType, objectId: id, detail: { codes: found.length } });
    const taken = new Set(found);
    return {
      accepted: taken.size,
      ignored: accepted.filter((code) => !taken.has(code)).map(({ text }) => text),
      refused: [...refused],
      lines: await this.#lines(enterprise, id),
    };
  }

  /**
   * Codes of one lot of a receipt's shipment, as ranges.
   *
   * @throws DomainError the refusal of the first code that is not among them
   */
  async codesOf(row: ReceiptRow, lot: string, texts: readonly string[]): Promise<Codes> {
    const { accepted, refused } = await this.#arrived(row, texts);
    const [first] = refused;
    if (first !== undefined) throw refusalOf(first);
    const foreign = accepted.find((code) => code.lot !== lot);
    if (foreign !== undefined) {
      const { locator, index } = foreign;
      throw new DomainError('BT-CODE-OTHER-PRODUCT', { locator, index, reason: 'lot' });
    }
    return codesByLot(accepted).get(lot) ?? [];
  }

  async #arrived(row: ReceiptRow, texts: readonly string[]): Promise<Arrived> {
    const scans = await this.scanner.scan(texts, () => undefined);
    const arrivals = await this.arriving.of(row.enterprise, scans.accepted);
    const accepted: ScannedCode[] = [];
    const refused = [...scans.refused];
    for (const [at, scan] of scans.accepted.entries()) {
      const arrival = arrivals[at];
      if (arrival instanceof DomainError) refused.push(scanRefusal(scan.text, arrival));
      else if (arrival?.shipment === row.shipment) accepted.push(scan);
      else refused.push(scanRefusal(scan.text, otherShipment(scan)));
    }
    return { accepted, refused };
  }

  async #lines(enterprise: string, id: string): Promise<ScanResult['lines']> {
    const row = await findReceipt(this.transactions.reader, enterprise, id);
    const figures = (await this.shipments.of([row.shipment])).get(row.shipment) ?? [];
    const lots = await this.lots.of(row.lines.map(({ lot }) => lot));
    return row.lines.map(({ lot, quantity, codes }) => {
      const facts = lots.get(lot);
      const scale = facts?.scale ?? 0;
      return {
        product: facts?.product ?? null,
        lot,
        lotNumber: facts?.lotNumber ?? null,
        expected: formatDecimal(expectedOf(figures.find((figure) => figure.lot === lot)), scale),
        scanned: codes.length === 0 ? '0' : formatDecimal(BigInt(quantity), scale),
      };
    });
  }
}

const refusalOf = ({ problem }: ScanRefusal): DomainError =>
  new DomainError(isErrorCode(problem.code) ? problem.code : 'BT-RECEIVER-WRONG', problem.params);

const otherShipment = ({ locator, index }: ScannedCode): DomainError =>
  new DomainError('BT-RECEIVER-WRONG', { locator, index, reason: 'other-shipment' });
