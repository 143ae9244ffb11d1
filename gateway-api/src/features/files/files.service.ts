import { Injectable } from '@nestjs/common';
import { DomainError } from '@baytrace/domain';
import type { Readable } from 'node:stream';
import { type Account, demandPermission, enterpriseOf } from '../../platform/access/account.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { BlobStore } from '../../platform/blobs/blob-store.js';
import { Transactions } from '../../platform/database/transactions.js';
import { InvalidInput } from '../../platform/http/invalid-input.js';
import { randomId } from '../../platform/random-id.js';
import { type MediaType, MediaTypeJudge } from './media-type.js';
import { StoredFile } from './stored-file.entity.js';

/** Largest file (S-43). */
export const mostFileBytes = 20 * 1024 * 1024;

/** Keeps names readable: no path, no control characters, at most 200 characters. */
const displayNameOf = (name: string): string => {
  const base = name.split(/[\\/]/u).at(-1) ?? '';
  const clean = base
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .trim();
  return Array.from(clean).slice(0, 200).join('') || 'file';
};

/** Uploaded documents of enterprises: bytes stay at home, only their SHA-256 goes to the ledger. */
@Injectable()
export class FilesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly blobs: BlobStore,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Stores one file for the account's enterprise.
   * @param overLimit tells, once the stream has ended, whether it was cut off at {@link mostFileBytes}
   * @throws DomainError BT-INPUT-TOO-LARGE, BT-INPUT-INVALID for a type that is not allowed or an empty file.
   */
  async store(
    account: Account,
    name: string,
    content: Readable,
    overLimit: () => boolean,
  ): Promise<StoredFile> {
    demandPermission(account, 'file:write');
    const enterprise = enterpriseOf(account);
    const judge = new MediaTypeJudge();
    let mediaType: MediaType | undefined;
    const info = await this.blobs.put(content, {
      inspect: (chunk) => {
        judge.inspect(chunk);
      },
      done: async (path) => {
        if (overLimit()) throw new DomainError('BT-INPUT-TOO-LARGE', { mostBytes: mostFileBytes });
        mediaType = await judge.decide(path);
        if (mediaType === undefined)
          throw InvalidInput.at('file', 'not a PDF, JPEG, PNG, XLSX, DOCX or CSV', 'media-type');
      },
    });
    if (mediaType === undefined) throw new Error('a file was stored without its type');
    const row = {
      id: randomId(),
      enterprise,
      uploadedBy: account.id,
      name: displayNameOf(name),
      mediaType,
      size: info.size,
      sha256: info.sha256,
      createdAt: new Date(),
    };
    await this.transactions.run((manager) => manager.insert(StoredFile, row));
    this.audit.note({ objectType: 'file', objectId: row.id, detail: { sha256: row.sha256 } });
    return row;
  }

  /**
   * The file, for accounts of its enterprise and the jurisdiction's regulators.
   * @throws DomainError BT-NOT-FOUND also for files of others.
   */
  async find(account: Account, id: string): Promise<StoredFile> {
    demandPermission(account, 'file:read');
    const file = await this.transactions.reader.findOneBy(StoredFile, { id });
    const mayRead =
      file !== null && (account.roles.includes('regulator') || file.enterprise === account.enterprise);
    if (!mayRead) throw new DomainError('BT-NOT-FOUND', { id });
    return file;
  }

  /**
   * The bytes as they were uploaded, checked against their SHA-256 (C-7.8); the download leaves an audit line.
   * The caller has shown the right to the file: {@link find}, or a rule of its own such as the chain of a lot.
   */
  async bytesOf(file: StoredFile): Promise<Buffer> {
    const bytes = await this.blobs.get(file.sha256);
    await this.audit.record({ action: 'file.download', objectType: 'file', objectId: file.id, result: 'ok' });
    return bytes;
  }
}
