import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { DomainError } from '@baytrace/domain/errors';
import { lotIdOf } from '@baytrace/domain/ledger';
import { LedgerIdentities } from '../../ledger/identity/ledger-identities.js';
import { Commands, type CommandWork, type DocumentKey } from '../../ledger/outbox/commands.js';
import { draftSeal } from '../../ledger/outbox/seal.js';
import { type Account, demandPermission, enterpriseOf } from '../../platform/access/account.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Transactions } from '../../platform/database/transactions.js';
import { keyOf, type Page, toPage } from '../../platform/http/paging.js';
import { expectVersion } from '../../platform/http/version.js';
import { randomId } from '../../platform/random-id.js';
import { changesBetween } from '../documents/document-history.service.js';
import { DocumentNumbers } from '../documents/document-numbers.service.js';
import { BatchFiles } from './batch-files.service.js';
import { codesOfBatches } from './batch-codes.js';
import { columnsOf, fieldsOf, produceCommandOf } from './batch-facts.js';
import {
  type BatchColumns,
  type BatchRow,
  findBatch,
  insertBatch,
  listBatches,
  updateBatch,
} from './batch.rows.js';
import type { BatchChanges, BatchFields, BatchQuery, BatchView } from './batch.schema.js';
import { shownUses, usedLotsOf } from './used-lots.js';

const cursorSchema = z.tuple([z.string().regex(/^\d{1,18}$/u)]);
const documentType = 'batch';

/** Production batches: drafts are edited at will; confirmed, input lots become the batch's lot. */
@Injectable()
export class Batches {
  constructor(
    private readonly transactions: Transactions,
    private readonly commands: Commands,
    private readonly identities: LedgerIdentities,
    private readonly numbers: DocumentNumbers,
    private readonly files: BatchFiles,
    private readonly audit: AuditTrail,
  ) {}

  /** Latest first; a regulator sees those of the jurisdiction. */
  async list(account: Account, query: BatchQuery): Promise<Page<BatchView>> {
    const before = keyOf(query.cursor, cursorSchema)?.[0] ?? null;
    const rows = await listBatches(this.transactions.reader, account.enterprise ?? null, query, before);
    const page = toPage(
      rows,
      query.limit,
      (row) => row,
      (row) => [row.seq],
    );
    return { ...page, items: await this.#views(page.items) };
  }

  /** @throws DomainError `BT-NOT-FOUND` also for a batch of somebody else */
  async get(account: Account, id: string): Promise<BatchView> {
    const [view] = await this.#views([
      await this.#row(this.transactions.reader, account.enterprise ?? null, id),
    ]);
    if (view === undefined) throw new Error('a batch without view');
    return view;
  }

  /** @throws DomainError `BT-PRODUCT-UNKNOWN`, `BT-LOT-UNKNOWN`, `BT-QUANTITY-INVALID`, `BT-INPUT-INVALID` */
  async create(account: Account, fields: BatchFields): Promise<BatchView> {
    demandPermission(account, 'batch:write');
    const enterprise = enterpriseOf(account);
    const columns = await this.#checked(enterprise, fields);
    const id = randomId();
    await this.transactions.run(async (manager) => {
      const number = await this.numbers.next(manager, enterprise, 'batch');
      await insertBatch(manager, { id, enterprise, number, account: account.id }, columns);
    });
    this.audit.note({ objectType: documentType, objectId: id });
    return this.get(account, id);
  }

  /** Changes a draft and keeps the old values (R-4.2.2b). @throws DomainError `BT-VERSION-STALE`, `BT-STATE-WRONG` */
  async change(account: Account, id: string, { version, ...changes }: BatchChanges): Promise<BatchView> {
    const enterprise = enterpriseOf(account);
    const before = fieldsOf(await this.#row(this.transactions.reader, enterprise, id));
    const given = Object.entries(changes).filter(([, value]) => value !== undefined);
    const columns = await this.#checked(enterprise, { ...before, ...Object.fromEntries(given) });
    await this.transactions.run(async (manager) => {
      const row = await this.#draft(manager, enterprise, id, version);
      const entry = changesBetween({ ...fieldsOf(row) }, { ...fieldsOf(columns) }, account.displayName);
      if (entry !== undefined) await updateBatch(manager, id, columns, [...row.history, entry]);
    });
    this.audit.note({ objectType: documentType, objectId: id });
    return this.get(account, id);
  }

  /** @throws DomainError `BT-STATE-WRONG` for a confirmed batch */
  async remove(account: Account, id: string): Promise<void> {
    const enterprise = enterpriseOf(account);
    await this.transactions.run(async (manager) => {
      await this.#draft(manager, enterprise, id);
      await manager.query('DELETE FROM app.batch WHERE id = $1', [id]);
    });
    this.audit.note({ objectType: documentType, objectId: id });
  }

  /** Sends the batch to the ledger. @throws DomainError `BT-STATE-WRONG`, `BT-GOODS-SHORT`, `BT-LOT-STOPPED`, `BT-LOT-EXISTS` */
  confirm(account: Account, id: string, key: string): Promise<DocumentKey> {
    const enterprise = enterpriseOf(account);
    return this.commands.run(
      { account: account.id, idempotencyKey: key, request: { route: 'batch.confirm', id } },
      async () =>
        this.#plan(account.id, enterprise, await this.#draft(this.transactions.reader, enterprise, id)),
    );
  }

  async #plan(account: string, enterprise: string, row: BatchRow): Promise<CommandWork> {
    const document = { type: documentType, id: row.id };
    const lots = await this.#lotsOf(row);
    const command = produceCommandOf(row, randomId(), lots);
    const [output] = command.outputs;
    if (output === undefined) throw new Error('a batch without output');
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
          'UPDATE app.batch SET command = $2, lot = $3, version = version + 1 WHERE id = $1',
          [row.id, command.id, lotIdOf(enterprise, output.lot)],
        );
      },
    };
  }

  #lotsOf(uses: Pick<BatchFields, 'inputs' | 'losses'>): ReturnType<typeof usedLotsOf> {
    return usedLotsOf(
      this.transactions.reader,
      [...uses.inputs, ...uses.losses].map(({ lot }) => lot),
    );
  }

  async #checked(enterprise: string, fields: BatchFields): Promise<BatchColumns> {
    const [product] = await this.transactions.reader.query<{ unit: string; scale: number }[]>(
      `SELECT body->>'unit' AS unit, (body->>'scale')::int AS scale FROM ledger.product WHERE enterprise = $1 AND id = $2`,
      [enterprise, fields.product],
    );
    if (product === undefined) throw new DomainError('BT-PRODUCT-UNKNOWN', { product: fields.product });
    return columnsOf(fields, product, await this.#lotsOf(fields));
  }

  async #draft(manager: EntityManager, enterprise: string, id: string, version?: number): Promise<BatchRow> {
    const row = await this.#row(manager, enterprise, id, manager.queryRunner !== undefined);
    if (row.state !== 'draft') throw new DomainError('BT-STATE-WRONG', { state: row.state });
    if (version !== undefined) expectVersion(row.version, version);
    return row;
  }

  async #row(manager: EntityManager, enterprise: string | null, id: string, lock = false): Promise<BatchRow> {
    const row = await findBatch(manager, enterprise, id, lock);
    if (row === undefined) throw new DomainError('BT-NOT-FOUND', { type: documentType });
    return row;
  }

  async #views(rows: readonly BatchRow[]): Promise<BatchView[]> {
    const ids = rows.map((row) => row.id);
    const seals = await this.commands.seals(documentType, ids);
    const files = await this.files.of(ids);
    const codes = await codesOfBatches(this.transactions.reader, rows);
    const uses = rows.flatMap((row) => [...row.inputs, ...row.losses]);
    const lots = await this.#lotsOf({ inputs: uses, losses: [] });
    return rows.map((row) => ({
      id: row.id,
      number: row.number,
      ...fieldsOf(row),
      inputs: shownUses(row.inputs, lots),
      losses: shownUses(row.losses, lots),
      productNames: row.names,
      unit: row.unit,
      state: row.state,
      lot: row.state === 'draft' ? null : row.lot,
      files: files.get(row.id) ?? [],
      codes: codes(row),
      history: row.history,
      createdAt: row.created_at.toISOString(),
      ledger: seals.get(row.id) ?? draftSeal,
      version: row.version,
    }));
  }
}
