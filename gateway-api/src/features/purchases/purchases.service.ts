import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { DomainError } from '@baytrace/domain/errors';
import { lotIdOf } from '@baytrace/domain/ledger';
import { LedgerIdentities } from '../../ledger/identity/ledger-identities.js';
import { Commands, type CommandWork, type DocumentKey } from '../../ledger/outbox/commands.js';
import { draftSeal, type Seal } from '../../ledger/outbox/seal.js';
import { type Account, demandPermission, enterpriseOf } from '../../platform/access/account.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Transactions } from '../../platform/database/transactions.js';
import { InvalidInput } from '../../platform/http/invalid-input.js';
import { keyOf, type Page, toPage } from '../../platform/http/paging.js';
import { expectVersion } from '../../platform/http/version.js';
import { randomId } from '../../platform/random-id.js';
import { changesBetween } from '../documents/document-history.service.js';
import { DocumentNumbers } from '../documents/document-numbers.service.js';
import { Materials } from '../materials/materials.service.js';
import { Parties } from '../parties/parties.service.js';
import { columnsOf, fieldsOf, purchaseCommandOf } from './purchase-facts.js';
import {
  findPurchase,
  insertPurchase,
  listPurchases,
  type PurchaseColumns,
  type PurchaseRow,
  updatePurchase,
} from './purchase.rows.js';
import type { PurchaseChanges, PurchaseFields, PurchaseQuery, PurchaseView } from './purchase.schema.js';

const cursorSchema = z.tuple([z.string().regex(/^\d{1,18}$/u)]);
const documentType = 'purchase';

/** Purchases of raw material: drafts are edited at will; confirmed, they make a lot on the ledger. */
@Injectable()
export class Purchases {
  constructor(
    private readonly transactions: Transactions,
    private readonly commands: Commands,
    private readonly identities: LedgerIdentities,
    private readonly materials: Materials,
    private readonly parties: Parties,
    private readonly numbers: DocumentNumbers,
    private readonly audit: AuditTrail,
  ) {}

  /** Latest first; a regulator sees those of the jurisdiction. */
  async list(account: Account, query: PurchaseQuery): Promise<Page<PurchaseView>> {
    const before = keyOf(query.cursor, cursorSchema)?.[0] ?? null;
    const rows = await listPurchases(this.transactions.reader, account.enterprise ?? null, query, before);
    const seals = await this.commands.seals(
      documentType,
      rows.map((row) => row.id),
    );
    return toPage(
      rows,
      query.limit,
      (row) => viewOf(row, seals.get(row.id) ?? draftSeal),
      (row) => [row.seq],
    );
  }

  /** @throws DomainError `BT-NOT-FOUND` also for a purchase of somebody else */
  async get(account: Account, id: string): Promise<PurchaseView> {
    const row = await this.#row(this.transactions.reader, account.enterprise ?? null, id);
    return viewOf(row, await this.commands.seal({ type: documentType, id }));
  }

  /** @throws DomainError `BT-INPUT-INVALID` naming the field, `BT-QUANTITY-INVALID`, `BT-IDENTIFIER-INVALID` */
  async create(account: Account, fields: PurchaseFields): Promise<PurchaseView> {
    demandPermission(account, 'purchase:write');
    const enterprise = enterpriseOf(account);
    const columns = await this.#checked(enterprise, fields);
    const id = randomId();
    await this.transactions.run(async (manager) => {
      const number = await this.numbers.next(manager, enterprise, 'purchase');
      await insertPurchase(manager, { id, enterprise, number, account: account.id }, columns);
    });
    this.audit.note({ objectType: documentType, objectId: id });
    return this.get(account, id);
  }

  /** Changes a draft and keeps the old values (R-4.2.1b). @throws DomainError `BT-VERSION-STALE`, `BT-STATE-WRONG` */
  async change(
    account: Account,
    id: string,
    { version, ...changes }: PurchaseChanges,
  ): Promise<PurchaseView> {
    const enterprise = enterpriseOf(account);
    const before = fieldsOf(await this.#row(this.transactions.reader, enterprise, id));
    const given = Object.entries(changes).filter(([, value]) => value !== undefined);
    const fields: PurchaseFields = { ...before, ...Object.fromEntries(given) };
    const columns = await this.#checked(enterprise, fields);
    await this.transactions.run(async (manager) => {
      const row = await this.#draft(manager, enterprise, id, version);
      const after = fieldsOf({ ...row, ...columns });
      const entry = changesBetween({ ...fieldsOf(row) }, { ...after }, account.displayName);
      if (entry !== undefined) await updatePurchase(manager, id, columns, [...row.history, entry]);
    });
    this.audit.note({ objectType: documentType, objectId: id });
    return this.get(account, id);
  }

  /** @throws DomainError `BT-STATE-WRONG` for a confirmed purchase */
  async remove(account: Account, id: string): Promise<void> {
    const enterprise = enterpriseOf(account);
    await this.transactions.run(async (manager) => {
      await this.#draft(manager, enterprise, id);
      await manager.query('DELETE FROM app.purchase WHERE id = $1', [id]);
    });
    this.audit.note({ objectType: documentType, objectId: id });
  }

  /** Sends the purchase to the ledger. @throws DomainError `BT-STATE-WRONG`, `BT-LOT-EXISTS` for a lot known with other data */
  confirm(account: Account, id: string, key: string): Promise<DocumentKey> {
    const enterprise = enterpriseOf(account);
    return this.commands.run(
      { account: account.id, idempotencyKey: key, request: { route: 'purchase.confirm', id } },
      async () =>
        this.#plan(account.id, enterprise, await this.#draft(this.transactions.reader, enterprise, id)),
    );
  }

  async #plan(account: string, enterprise: string, row: PurchaseRow): Promise<CommandWork> {
    const document = { type: documentType, id: row.id };
    const command = purchaseCommandOf(row, randomId());
    return {
      document,
      commands: [
        {
          command,
          actor: { kind: 'enterprise', id: enterprise },
          identity: (await this.identities.enterprise(enterprise)).id,
          document,
          account,
        },
      ],
      write: async (manager) => {
        await this.#draft(manager, enterprise, row.id, row.version);
        await manager.query(
          'UPDATE app.purchase SET command = $2, lot = $3, version = version + 1 WHERE id = $1',
          [row.id, command.id, lotIdOf(enterprise, command.lot)],
        );
      },
    };
  }

  /** Material and supplier must be the enterprise's own, the supplier an active one. */
  async #checked(enterprise: string, fields: PurchaseFields): Promise<PurchaseColumns> {
    const material = await this.materials.of(enterprise, fields.material);
    const supplier = await this.parties.of(enterprise, fields.supplier);
    if (!supplier.types.includes('supplier')) throw InvalidInput.at('body.supplier', 'not a supplier');
    if (supplier.state !== 'active') throw InvalidInput.at('body.supplier', 'a retired party');
    return columnsOf(fields, material);
  }

  async #draft(
    manager: EntityManager,
    enterprise: string,
    id: string,
    version?: number,
  ): Promise<PurchaseRow> {
    const row = await this.#row(manager, enterprise, id, manager.queryRunner !== undefined);
    if (row.state !== 'draft') throw new DomainError('BT-STATE-WRONG', { state: row.state });
    if (version !== undefined) expectVersion(row.version, version);
    return row;
  }

  async #row(
    manager: EntityManager,
    enterprise: string | null,
    id: string,
    lock = false,
  ): Promise<PurchaseRow> {
    const row = await findPurchase(manager, enterprise, id, lock);
    if (row === undefined) throw new DomainError('BT-NOT-FOUND', { type: documentType });
    return row;
  }
}

const viewOf = (row: PurchaseRow, ledger: Seal): PurchaseView => ({
  id: row.id,
  number: row.number,
  ...fieldsOf(row),
  documentNumber: row.document_number,
  documentDate: row.document_date,
  materialNames: row.material_names,
  unit: row.unit,
  supplierName: row.supplier_name,
  state: row.state,
  lot: row.state === 'draft' ? null : row.lot,
  history: row.history,
  createdAt: row.created_at.toISOString(),
  ledger,
  version: row.version,
});
