import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { cancelJob, maxChunkSize, offerJob } from '@baytrace/domain/devices';
import { DomainError } from '@baytrace/domain/errors';
import { countOf } from '@baytrace/domain/ranges';
import { Commands, type DocumentKey } from '../../ledger/outbox/commands.js';
import { draftSeal } from '../../ledger/outbox/seal.js';
import { type Account, enterpriseOf } from '../../platform/access/account.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Transactions } from '../../platform/database/transactions.js';
import { keyOf, type Page, toPage } from '../../platform/http/paging.js';
import { CodeDraws } from '../code-blocks/code-draws.service.js';
import { DeviceLink } from '../devices/device-link.service.js';
import { Devices } from '../devices/devices.service.js';
import { goodsForJob } from './goods-for-job.js';
import { JobRunner } from './job-runner.service.js';
import {
  assignmentsOf,
  closeJob,
  findJob,
  insertJob,
  type JobRow,
  listJobs,
  storeRecord,
} from './print-job.rows.js';
import type { JobCancel, JobQuery, JobRequest, JobView } from './print-job.schema.js';
import { stateOf, viewOf } from './print-job-view.js';

const cursorSchema = z.tuple([z.string().regex(/^\d{1,18}$/u)]);
const documentType = 'print-job';

/** Jobs for coders and lasers: codes go to the line without a file carried by hand (R-4.2.7c). */
@Injectable()
export class PrintJobs {
  constructor(
    private readonly transactions: Transactions,
    private readonly commands: Commands,
    private readonly draws: CodeDraws,
    private readonly devices: Devices,
    private readonly link: DeviceLink,
    private readonly runner: JobRunner,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws DomainError `BT-UNAVAILABLE` without a broker, `BT-NOT-FOUND`, `BT-CODE-OTHER-PRODUCT`, as `CodeDraws.draw` */
  async create(account: Account, key: string, body: JobRequest): Promise<DocumentKey> {
    if (!this.link.isConfigured) throw new DomainError('BT-UNAVAILABLE', { part: 'devices' });
    const enterprise = enterpriseOf(account);
    const { locator, device, lot, count } = body;
    await this.devices.usable(enterprise, device);
    const product = await this.#productOf(enterprise, body);
    const document = await this.draws.draw({
      account,
      request: { account: account.id, idempotencyKey: key, request: { route: 'print-job.create', ...body } },
      locator,
      wish: { count },
      purpose: 'print-job',
      documentType,
      write: async (manager, { id, ranges }) => {
        await this.devices.takeIntoUse(manager, enterprise, device);
        const record = offerJob({ job: id, device, chunkSize: maxChunkSize, indexes: ranges });
        const head = { id, enterprise, account: account.id, device, locator, lot };
        await insertJob(manager, { ...head, total: countOf(ranges), product_name: product, record });
      },
    });
    this.runner.wake();
    return document;
  }

  /** @throws DomainError `BT-NOT-FOUND` also for a job of somebody else */
  async get(account: Account, id: string): Promise<JobView> {
    const row = await this.#row(account, id);
    const assignments = await assignmentsOf(this.transactions.reader, [id]);
    return viewOf(row, assignments, await this.commands.seal({ type: documentType, id }));
  }

  /** Latest first. */
  async list(account: Account, query: JobQuery): Promise<Page<JobView>> {
    const before = keyOf(query.cursor, cursorSchema)?.[0] ?? null;
    const rows = await listJobs(this.transactions.reader, account.enterprise ?? null, query, before);
    const ids = rows.map((row) => row.id);
    const seals = await this.commands.seals(documentType, ids);
    const assignments = await assignmentsOf(this.transactions.reader, ids);
    const ofJob = (id: string): typeof assignments => assignments.filter(({ job }) => job === id);
    return toPage(
      rows,
      query.limit,
      (row) => viewOf(row, ofJob(row.id), seals.get(row.id) ?? draftSeal),
      (row) => [row.seq],
    );
  }

  /**
   * Ends a job: nothing more is marked; what the line has in hand is reported first. A job whose bridge lost its memory
   * is closed here. @throws DomainError `BT-STATE-WRONG` for a job that has ended
   */
  async cancel(account: Account, id: string, { reason }: JobCancel): Promise<JobView> {
    enterpriseOf(account);
    await this.#row(account, id);
    await this.transactions.run(async (manager) => {
      const row = await findJob(manager, account.enterprise ?? null, id, true);
      const state = row === undefined ? 'cancelled' : stateOf(row);
      if (row === undefined || state === 'finished' || state === 'cancelled') {
        throw new DomainError('BT-STATE-WRONG', { state });
      }
      await storeRecord(manager, id, cancelJob(row.record, reason));
      if (row.record.journalLost) await closeJob(manager, id);
    });
    this.audit.note({ objectType: documentType, objectId: id });
    this.runner.wake();
    return this.get(account, id);
  }

  async #row(account: Account, id: string): Promise<JobRow> {
    const row = await findJob(this.transactions.reader, account.enterprise ?? null, id);
    if (row === undefined) throw new DomainError('BT-NOT-FOUND', { type: documentType });
    return row;
  }

  /** Name for the people at the line. Refuses early what the ledger would refuse only after marking. */
  async #productOf(enterprise: string, { locator, lot, count }: JobRequest): Promise<string> {
    const goods = await goodsForJob(this.transactions.reader, enterprise, locator, lot);
    if (goods === undefined) throw new DomainError('BT-BLOCK-UNKNOWN', { locator });
    if (goods.lot_product === null) throw new DomainError('BT-LOT-UNKNOWN', { lot });
    if (goods.lot_product !== goods.product) throw new DomainError('BT-CODE-OTHER-PRODUCT', { locator, lot });
    const short = BigInt(goods.units_per_code) * BigInt(count) - BigInt(goods.uncoded);
    if (short > 0n) throw new DomainError('BT-GOODS-SHORT', { lot, short: String(short) });
    return goods.names['zh-Hans'];
  }
}
