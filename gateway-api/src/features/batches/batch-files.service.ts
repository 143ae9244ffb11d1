import { Injectable } from '@nestjs/common';
import { formatEventTime } from '@baytrace/domain/dates';
import { DomainError } from '@baytrace/domain/errors';
import { parseDocumentNumber } from '@baytrace/domain/identifiers';
import { LedgerIdentities } from '../../ledger/identity/ledger-identities.js';
import { Commands, type CommandWork, type DocumentKey } from '../../ledger/outbox/commands.js';
import { draftSeal } from '../../ledger/outbox/seal.js';
import { type Account, enterpriseOf } from '../../platform/access/account.js';
import { Transactions } from '../../platform/database/transactions.js';
import { randomId } from '../../platform/random-id.js';
import { FilesService } from '../files/files.service.js';
import { findBatch } from './batch.rows.js';
import type { BatchFile, BatchFileRequest } from './batch.schema.js';

interface FileRow {
  readonly id: string;
  readonly batch: string;
  readonly file: string;
  readonly type: BatchFile['type'];
  readonly number: string | null;
  readonly date: string | null;
  readonly sha256: string;
  readonly name: string;
}

const documentType = 'batch-file';

/** Inspection reports and production records of batches (R-4.2.2d,e): the bytes stay at home, SHA-256 on the ledger. */
@Injectable()
export class BatchFiles {
  constructor(
    private readonly transactions: Transactions,
    private readonly commands: Commands,
    private readonly identities: LedgerIdentities,
    private readonly files: FilesService,
  ) {}

  /** @throws DomainError `BT-NOT-FOUND`, `BT-STATE-WRONG` for a draft, `BT-ALREADY-EXISTS` for a file the lot has */
  attach(account: Account, batch: string, key: string, body: BatchFileRequest): Promise<DocumentKey> {
    const enterprise = enterpriseOf(account);
    return this.commands.run(
      { account: account.id, idempotencyKey: key, request: { route: 'batch.attach', batch, ...body } },
      () => this.#plan(account, enterprise, batch, body),
    );
  }

  async #plan(
    account: Account,
    enterprise: string,
    batch: string,
    body: BatchFileRequest,
  ): Promise<CommandWork> {
    const row = await findBatch(this.transactions.reader, enterprise, batch);
    if (row === undefined) throw new DomainError('BT-NOT-FOUND', { type: 'batch' });
    if (row.state === 'draft' || row.lot === null)
      throw new DomainError('BT-STATE-WRONG', { state: row.state });
    const { sha256, name } = await this.files.find(account, body.file);
    const number = body.number === undefined ? undefined : parseDocumentNumber(body.number);
    const file = {
      type: body.type,
      sha256,
      ...(number === undefined ? {} : { number }),
      ...(body.date === undefined ? {} : { date: body.date }),
    };
    const id = randomId();
    const command = randomId();
    const document = { type: documentType, id };
    const eventTime = formatEventTime(Date.now());
    return {
      document,
      commands: [
        {
          command: { type: 'attach-file', id: command, eventTime, lot: row.lot, file },
          actor: { kind: 'enterprise', id: enterprise },
          identity: (await this.identities.enterprise(enterprise)).id,
          document,
          account: account.id,
        },
      ],
      write: async (manager) => {
        await manager.query(
          `INSERT INTO app.batch_file (id, enterprise, command, account, batch, file, type, number, date, sha256, name)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
          [
            ...[id, enterprise, command, account.id, batch, body.file, body.type],
            ...[number ?? null, body.date ?? null, sha256, name],
          ],
        );
      },
    };
  }

  /** Batch of an attachment. */
  async batchOf(id: string): Promise<string> {
    const [row] = await this.transactions.reader.query<{ batch: string }[]>(
      'SELECT batch FROM app.batch_file WHERE id = $1',
      [id],
    );
    if (row === undefined) throw new DomainError('BT-NOT-FOUND', { type: documentType });
    return row.batch;
  }

  /** Files by batch, in the order attached; those the ledger refused are left out. */
  async of(batches: readonly string[]): Promise<ReadonlyMap<string, BatchFile[]>> {
    const rows = await this.transactions.reader.query<FileRow[]>(
      `SELECT id, batch, file, type, number, date, sha256, name FROM app.batch_file WHERE batch = ANY($1) ORDER BY seq`,
      [batches],
    );
    const seals = await this.commands.seals(
      documentType,
      rows.map((row) => row.id),
    );
    const files = new Map<string, BatchFile[]>();
    for (const { id, batch, ...file } of rows) {
      const ledger = seals.get(id) ?? draftSeal;
      if (ledger.state !== 'refused') files.set(batch, [...(files.get(batch) ?? []), { ...file, ledger }]);
    }
    return files;
  }
}
