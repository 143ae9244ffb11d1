import { Injectable } from '@nestjs/common';
import { unionCodes } from '@baytrace/domain/ledger';
import { formatDecimal } from '@baytrace/domain/quantities';
import type { EntityManager } from 'typeorm';
import { type Account, demandPermission, enterpriseOf } from '../../platform/access/account.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Transactions } from '../../platform/database/transactions.js';
import {
  CodeScanner,
  codesByLot,
  LotReader,
  scanRefusal,
  subtractScans,
  type CodesByLot,
  type ScannedCode,
  type ScanRefusal,
  type ScanResult,
} from '../goods/goods.service.js';
import { DispatchLoader, scaleOf } from './dispatch-loader.js';
import {
  demandDraft,
  dispatchNumbers,
  documentType,
  findDispatch,
  lockDispatch,
  type DispatchRow,
} from './dispatches.rows.js';
import { scansOf, scansOfOtherDrafts, writeScans } from './scans.rows.js';
import { judgeScan, type ScanGround } from './scan-judge.js';

const noScans: CodesByLot = new Map();

interface Sorted {
  readonly taken: readonly ScannedCode[];
  readonly ignored: readonly string[];
  readonly refused: readonly ScanRefusal[];
}

const sortScans = (scanned: readonly ScannedCode[], ground: ScanGround): Sorted => {
  const taken = new Map<string, ScannedCode>();
  const ignored: string[] = [];
  const refused: ScanRefusal[] = [];
  for (const scan of scanned) {
    const name = `${scan.locator} ${scan.index}`;
    const verdict = taken.has(name) ? 'ignored' : judgeScan(scan, ground);
    if (verdict === 'ignored') ignored.push(scan.text);
    else if (verdict === undefined) taken.set(name, scan);
    else refused.push(scanRefusal(scan.text, verdict));
  }
  return { taken: [...taken.values()], ignored, refused };
};

const merged = (before: CodesByLot, taken: readonly ScannedCode[]): CodesByLot => {
  const scans = new Map(before);
  for (const [lot, codes] of codesByLot(taken)) scans.set(lot, unionCodes(scans.get(lot) ?? [], codes));
  return scans;
};

const locatorsOf = (scanned: readonly ScannedCode[]): readonly string[] => [
  ...new Set(scanned.map(({ locator }) => locator)),
];

/** Codes of the goods to be dispatched (R-4.2.3d), kept as ranges by lot and block. */
@Injectable()
export class DispatchScans {
  constructor(
    private readonly transactions: Transactions,
    private readonly scanner: CodeScanner,
    private readonly lots: LotReader,
    private readonly loader: DispatchLoader,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Adds codes; each that may not be dispatched is refused by name and the others are taken.
   *
   * @throws DomainError `BT-NOT-FOUND`, `BT-STATE-WRONG` once dispatched
   */
  async add(account: Account, id: string, texts: readonly string[]): Promise<ScanResult> {
    demandPermission(account, 'dispatch:write');
    const enterprise = enterpriseOf(account);
    demandDraft(await findDispatch(this.transactions.reader, enterprise, id));
    const { accepted: scanned, refused } = await this.scanner.scan(texts, () => undefined);
    const lots = await this.lots.of(scanned.map(({ lot }) => lot));
    const sorted = await this.#locked(enterprise, id, async (manager, row) => {
      const found = sortScans(scanned, await this.#ground(manager, row, scanned, lots));
      if (found.taken.length > 0) {
        await writeScans(
          manager,
          row,
          merged((await scansOf(manager, [id])).get(id) ?? noScans, found.taken),
        );
      }
      return found;
    });
    this.audit.note({ objectType: documentType, objectId: id, detail: { codes: sorted.taken.length } });
    return this.#result(enterprise, id, {
      ...sorted,
      refused: [...refused, ...sorted.refused],
    });
  }

  /** Takes codes off again, all of them where none is named. @throws DomainError as {@link add} */
  async remove(account: Account, id: string, texts: readonly string[] | undefined): Promise<ScanResult> {
    demandPermission(account, 'dispatch:write');
    const enterprise = enterpriseOf(account);
    demandDraft(await findDispatch(this.transactions.reader, enterprise, id));
    const { accepted, refused } = await this.scanner.scan(texts ?? [], () => undefined);
    await this.#locked(enterprise, id, async (manager, row) => {
      const before = (await scansOf(manager, [id])).get(id) ?? noScans;
      await writeScans(manager, row, texts === undefined ? noScans : subtractScans(before, accepted));
    });
    this.audit.note({ objectType: documentType, objectId: id });
    return this.#result(enterprise, id, { taken: [], ignored: [], refused });
  }

  /** One change of an enterprise's scans at a time: a code is in one draft only. */
  #locked<T>(
    enterprise: string,
    id: string,
    work: (manager: EntityManager, row: DispatchRow) => Promise<T>,
  ): Promise<T> {
    return this.transactions.run(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 11))', [enterprise]);
      const row = await lockDispatch(manager, enterprise, id);
      demandDraft(row);
      return work(manager, row);
    });
  }

  async #ground(
    manager: EntityManager,
    row: DispatchRow,
    scanned: readonly ScannedCode[],
    lots: ScanGround['lots'],
  ): Promise<ScanGround> {
    const shipments = scanned.flatMap(({ code }) =>
      code.place?.kind === 'parcel' ? (code.place.shipment ?? []) : [],
    );
    return {
      enterprise: row.enterprise,
      lines: row.lines,
      lots,
      own: (await scansOf(manager, [row.id])).get(row.id) ?? noScans,
      others: await scansOfOtherDrafts(manager, row, locatorsOf(scanned)),
      shipped: await dispatchNumbers(manager, row.enterprise, [...new Set(shipments)]),
    };
  }

  async #result(enterprise: string, id: string, sorted: Sorted): Promise<ScanResult> {
    const loaded = await this.loader.one(await findDispatch(this.transactions.reader, enterprise, id));
    return {
      accepted: sorted.taken.length,
      ignored: [...sorted.ignored],
      refused: [...sorted.refused],
      lines: loaded.lines.map((part) => ({
        product: loaded.row.lines[part.line]?.product ?? '',
        lot: part.lot,
        lotNumber: loaded.lots.get(part.lot ?? '')?.lotNumber ?? null,
        expected: formatDecimal(part.quantity, scaleOf(loaded, part.line)),
        scanned: formatDecimal(part.scanned, scaleOf(loaded, part.line)),
      })),
    };
  }
}
