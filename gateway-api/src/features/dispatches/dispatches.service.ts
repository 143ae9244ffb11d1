import { Injectable } from '@nestjs/common';
import { DomainError } from '@baytrace/domain/errors';
import { type Account, demandPermission, enterpriseOf } from '../../platform/access/account.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Transactions } from '../../platform/database/transactions.js';
import type { Page } from '../../platform/http/paging.js';
import { toPage } from '../../platform/http/paging.js';
import { expectVersion } from '../../platform/http/version.js';
import { randomId } from '../../platform/random-id.js';
import { changesBetween } from '../documents/document-history.service.js';
import { DocumentNumbers } from '../documents/document-numbers.service.js';
import { LotReader, type CodesByLot } from '../goods/goods.service.js';
import { DispatchViews } from './dispatch-views.js';
import {
  demandDraft,
  dispatchKey,
  documentType,
  findDispatch,
  insertDispatch,
  listDispatches,
  lockDispatch,
  updateDispatch,
  type DispatchFields,
} from './dispatches.rows.js';
import { scansOf, writeScans } from './scans.rows.js';
import type { Dispatch, DispatchChange, DispatchQuery, NewDispatch } from './dispatches.schema.js';
import { DraftFields, fieldsOf } from './draft-fields.js';

/** Sales orders and their dispatch: drafts are edited at will until they are confirmed. */
@Injectable()
export class Dispatches {
  constructor(
    private readonly transactions: Transactions,
    private readonly numbers: DocumentNumbers,
    private readonly fields: DraftFields,
    private readonly views: DispatchViews,
    private readonly lots: LotReader,
    private readonly audit: AuditTrail,
  ) {}

  /** Own dispatches, newest first; a regulator sees those of the jurisdiction (R-4.4b). */
  async list(account: Account, query: DispatchQuery): Promise<Page<Dispatch>> {
    demandPermission(account, 'dispatch:read');
    const rows = await listDispatches(this.transactions.reader, account.enterprise ?? null, query);
    const page = toPage(rows, query.limit, (row) => row, dispatchKey);
    return { next: page.next, items: await this.views.ofAll(page.items) };
  }

  /** @throws DomainError `BT-NOT-FOUND` also for a dispatch of somebody else */
  async get(account: Account, id: string): Promise<Dispatch> {
    demandPermission(account, 'dispatch:read');
    return this.views.of(await findDispatch(this.transactions.reader, account.enterprise ?? null, id));
  }

  /** @throws DomainError of {@link DraftFields.check} */
  async create(account: Account, typed: NewDispatch): Promise<Dispatch> {
    demandPermission(account, 'dispatch:write');
    const enterprise = enterpriseOf(account);
    const fields = await this.fields.check(enterprise, typed);
    const id = randomId();
    await this.transactions.run(async (manager) => {
      const number = await this.numbers.next(manager, enterprise, documentType);
      await insertDispatch(manager, { id, enterprise, number, account: account.id }, fields);
    });
    this.audit.note({ objectType: documentType, objectId: id });
    return this.get(account, id);
  }

  /**
   * Changes a draft and keeps the old values (R-4.2.3b); codes of lots that no line wants any more are taken off.
   *
   * @throws DomainError `BT-VERSION-STALE`, `BT-STATE-WRONG` once dispatched, and as {@link create}
   */
  async change(account: Account, id: string, change: DispatchChange): Promise<Dispatch> {
    demandPermission(account, 'dispatch:write');
    const enterprise = enterpriseOf(account);
    const before = await findDispatch(this.transactions.reader, enterprise, id);
    const fields = await this.fields.changed(before, change);
    const products = await this.#productsOf(id);
    await this.transactions.run(async (manager) => {
      const row = await lockDispatch(manager, enterprise, id);
      demandDraft(row);
      expectVersion(row.version, change.version);
      const entry = changesBetween(fieldsOf(row), fieldsOf({ ...row, ...fields }), account.displayName);
      if (entry === undefined) return;
      await updateDispatch(manager, id, fields, entry);
      const kept = await this.#stillWanted(manager, id, fields, products);
      if (kept !== undefined) await writeScans(manager, row, kept);
    });
    this.audit.note({ objectType: documentType, objectId: id });
    return this.get(account, id);
  }

  /** @throws DomainError `BT-STATE-WRONG` once it was sent to the ledger, even if it was refused there */
  async remove(account: Account, id: string): Promise<void> {
    demandPermission(account, 'dispatch:write');
    const enterprise = enterpriseOf(account);
    await this.transactions.run(async (manager) => {
      const row = await lockDispatch(manager, enterprise, id);
      demandDraft(row);
      if (row.command !== null) throw new DomainError('BT-STATE-WRONG', { state: 'refused' });
      await manager.query('DELETE FROM app.dispatch WHERE id = $1', [id]);
    });
    this.audit.note({ objectType: documentType, objectId: id });
  }

  /** Product of each scanned lot. */
  async #productsOf(id: string): Promise<ReadonlyMap<string, string | null>> {
    const scans = (await scansOf(this.transactions.reader, [id])).get(id);
    return new Map(
      [...(await this.lots.of([...(scans?.keys() ?? [])]))].map(([lot, { product }]) => [lot, product]),
    );
  }

  /** Scans that the changed lines still want; `undefined` where that is all of them. */
  async #stillWanted(
    manager: Parameters<typeof scansOf>[0],
    id: string,
    fields: DispatchFields,
    products: ReadonlyMap<string, string | null>,
  ): Promise<CodesByLot | undefined> {
    const scans: CodesByLot = (await scansOf(manager, [id])).get(id) ?? new Map();
    const kept = [...scans].filter(([lot]) =>
      fields.lines.some(
        (line) => line.lot === lot || (line.lot === null && line.product === products.get(lot)),
      ),
    );
    return kept.length === scans.size ? undefined : new Map(kept);
  }
}
