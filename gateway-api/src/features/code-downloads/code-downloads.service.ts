import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { DomainError } from '@baytrace/domain/errors';
import { countOf, type RangeSet } from '@baytrace/domain/ranges';
import { Commands, type DocumentKey } from '../../ledger/outbox/commands.js';
import { draftSeal, type Seal } from '../../ledger/outbox/seal.js';
import { type Account, enterpriseOf } from '../../platform/access/account.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Transactions } from '../../platform/database/transactions.js';
import { keyOf, type Page, toPage } from '../../platform/http/paging.js';
import { CodeDraws } from '../code-blocks/code-draws.service.js';
import { PrintedCodes } from '../code-blocks/printed-codes.service.js';
import type {
  ContentQuery,
  DownloadFormat,
  DownloadQuery,
  DownloadRequest,
  DownloadView,
  RepeatRequest,
} from './code-download.schema.js';
import { downloadFormats } from './code-download.schema.js';
import { csvOf, svgZipOf } from './code-files.js';

interface DownloadRow {
  readonly id: string;
  readonly seq: string;
  readonly locator: string;
  readonly level: string;
  readonly ranges: RangeSet;
  readonly created_at: Date;
  readonly unassigned: number;
  readonly copies: Readonly<Record<DownloadFormat, { readonly allowed: number; readonly taken: number }>>;
}

/** A file ready to be streamed. */
export interface CodeFile {
  readonly content: Readable;
  readonly fileName: string;
  readonly mediaType: string;
}

const cursorSchema = z.tuple([z.string().regex(/^\d{1,18}$/u)]);
const documentType = 'code-download';

const select = `
  SELECT d.id, d.seq, d.locator, b.level, d.ranges, d.created_at,
    (SELECT jsonb_object_agg(c.format, jsonb_build_object('allowed', c.allowed, 'taken', c.taken))
     FROM app.download_copy c WHERE c.download = d.id) AS copies,
    (SELECT coalesce(sum(r.upto - r."from"), 0)::int FROM ledger.code_range r
     JOIN ledger.parcel p ON p.id = r.parcel AND p.kind = 'drawn' AND p.purpose_id = d.id
     WHERE r.locator = d.locator) AS unassigned
  FROM app.code_draw d JOIN app.code_block b ON b.id = d.locator WHERE d.purpose = 'download'`;

/** Codes drawn to be printed elsewhere (R-4.2.6b): each format is given out once, again only by a stated act (S-25). */
@Injectable()
export class CodeDownloads {
  constructor(
    private readonly transactions: Transactions,
    private readonly commands: Commands,
    private readonly draws: CodeDraws,
    private readonly printedCodes: PrintedCodes,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws DomainError `BT-BLOCK-UNKNOWN`, `BT-CODE-NOT-IN-POOL` for codes drawn before, `BT-CODE-COUNT` */
  draw(account: Account, key: string, locator: string, wish: DownloadRequest): Promise<DocumentKey> {
    return this.draws.draw({
      account,
      request: {
        account: account.id,
        idempotencyKey: key,
        request: { route: 'code-download.draw', locator, ...wish },
      },
      locator,
      wish,
      purpose: 'download',
      documentType,
      write: async (manager, { id }) => {
        await manager.query(
          `INSERT INTO app.download_copy (download, format) SELECT $1, f FROM unnest($2::text[]) f`,
          [id, [...downloadFormats]],
        );
      },
    });
  }

  /** @throws DomainError `BT-NOT-FOUND` for a download of somebody else */
  async get(account: Account, id: string): Promise<DownloadView> {
    return viewOf(await this.#row(account, id), await this.commands.seal({ type: documentType, id }));
  }

  /** Latest first. */
  async list(account: Account, query: DownloadQuery): Promise<Page<DownloadView>> {
    const rows = await this.transactions.reader.query<DownloadRow[]>(
      `${select} AND ($1::text IS NULL OR d.enterprise = $1) AND ($2::text IS NULL OR d.locator = $2)
         AND ($3::bigint IS NULL OR d.seq < $3) ORDER BY d.seq DESC LIMIT $4`,
      [
        ...[account.enterprise ?? null, query.locator ?? null],
        ...[keyOf(query.cursor, cursorSchema)?.[0] ?? null, query.limit + 1],
      ],
    );
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

  /**
   * Takes one format: counted and audited before the first byte leaves.
   * @throws DomainError `BT-STATE-WRONG` with `reason` not-drawn (the ledger has not confirmed the draw) | taken
   */
  async take(account: Account, id: string, { format, text }: ContentQuery): Promise<CodeFile> {
    enterpriseOf(account);
    const { locator, level, ranges } = await this.#row(account, id);
    const { state } = await this.commands.seal({ type: documentType, id });
    if (state !== 'committed') throw new DomainError('BT-STATE-WRONG', { reason: 'not-drawn', state });
    const printer = await this.printedCodes.printer(locator);
    const copy = await this.#count(id, format);
    await this.audit.record({
      action: 'codeDownloads.take',
      objectType: documentType,
      objectId: id,
      detail: { format, copy, codes: countOf(ranges) },
      result: 'ok',
    });
    const codes = { printer, locator, level, ranges };
    const fileName = `codes-${locator}-${String(ranges[0]?.[0] ?? 0).padStart(7, '0')}`;
    return format === 'csv'
      ? { content: csvOf(codes), fileName: `${fileName}.csv`, mediaType: 'text/csv; charset=utf-8' }
      : {
          content: svgZipOf(codes, text === 'serial'),
          fileName: `${fileName}.zip`,
          mediaType: 'application/zip',
        };
  }

  /** Allows one more copy of a format that was taken. @throws DomainError `BT-STATE-WRONG` when one is still to be had */
  async repeat(account: Account, id: string, { format, reason }: RepeatRequest): Promise<DownloadView> {
    enterpriseOf(account);
    await this.#row(account, id);
    const copy = await this.transactions.run(async (manager) => {
      const [row] = await manager.query<{ allowed: number }[]>(
        `WITH hit AS (UPDATE app.download_copy SET allowed = allowed + 1
           WHERE download = $1 AND format = $2 AND taken = allowed RETURNING allowed)
         SELECT allowed FROM hit`,
        [id, format],
      );
      if (row === undefined) throw new DomainError('BT-STATE-WRONG', { reason: 'not-taken', format });
      await manager.query(
        `INSERT INTO app.download_repeat (download, format, copy, reason, account) VALUES ($1, $2, $3, $4, $5)`,
        [id, format, row.allowed, reason, account.id],
      );
      return row.allowed;
    });
    this.audit.note({ objectType: documentType, objectId: id, detail: { format, copy } });
    return this.get(account, id);
  }

  async #count(id: string, format: DownloadFormat): Promise<number> {
    const [row] = await this.transactions.run((manager) =>
      manager.query<{ taken: number }[]>(
        `WITH hit AS (UPDATE app.download_copy SET taken = taken + 1
           WHERE download = $1 AND format = $2 AND taken < allowed RETURNING taken)
         SELECT taken FROM hit`,
        [id, format],
      ),
    );
    if (row === undefined) throw new DomainError('BT-STATE-WRONG', { reason: 'taken', format });
    return row.taken;
  }

  async #row(account: Account, id: string): Promise<DownloadRow> {
    const [row] = await this.transactions.reader.query<DownloadRow[]>(
      `${select} AND d.id = $1 AND ($2::text IS NULL OR d.enterprise = $2)`,
      [id, account.enterprise ?? null],
    );
    if (row === undefined) throw new DomainError('BT-NOT-FOUND');
    return row;
  }
}

const viewOf = (row: DownloadRow, ledger: Seal): DownloadView => {
  const { csv, 'svg-zip': zip } = row.copies;
  return {
    id: row.id,
    locator: row.locator,
    ranges: row.ranges,
    count: countOf(row.ranges),
    unassigned: row.unassigned,
    taken: { csv: csv.taken >= csv.allowed, 'svg-zip': zip.taken >= zip.allowed },
    copies: { csv: csv.taken, 'svg-zip': zip.taken },
    createdAt: row.created_at.toISOString(),
    ledger,
  };
};
