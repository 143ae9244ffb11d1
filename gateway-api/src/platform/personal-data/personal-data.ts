import { Injectable, type OnModuleInit } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Transactions } from '../database/transactions.js';
import { MasterKey } from '../secrets/master-key.js';
import { seal, unseal } from './sealed-text.js';
import { SubjectKey } from './subject-key.entity.js';

/** What the master key is used for here. */
const purpose = 'subject-key';

/**
 * Field encryption for identity numbers, phones and the like. Each subject (a person or a party, by its random
 * id) has a data key of its own; deleting the key erases everything sealed for the subject, backups of the
 * rows included. Sealed texts are stored in the feature's own columns (`text`).
 */
@Injectable()
export class PersonalData implements OnModuleInit {
  constructor(
    private readonly masterKey: MasterKey,
    private readonly transactions: Transactions,
  ) {}

  /** @throws Error when the master key is not the one the data were sealed under; better now than at a view. */
  async onModuleInit(): Promise<void> {
    const [row] = await this.transactions.reader.find(SubjectKey, { take: 1 });
    if (row === undefined) return;
    try {
      await this.#unwrap(row);
    } catch (cause) {
      throw new Error('personal data were sealed under another master key; restore it from the backup', {
        cause,
      });
    }
  }

  /** Seals one field of a subject inside the caller's transaction; the first one makes the subject's key. */
  async seal(manager: EntityManager, subject: string, field: string, value: string): Promise<string> {
    const key = (await this.#keyOf(manager, subject)) ?? (await this.#newKey(manager, subject));
    return seal(key, Buffer.from(value, 'utf8'), `${subject} ${field}`);
  }

  /** The field in clear, or `undefined` when the subject was erased. Every view for a person is to be audited. */
  async open(
    manager: EntityManager,
    subject: string,
    field: string,
    sealed: string,
  ): Promise<string | undefined> {
    const key = await this.#keyOf(manager, subject);
    return key === undefined ? undefined : unseal(key, sealed, `${subject} ${field}`).toString('utf8');
  }

  /** Makes everything sealed for the subject unreadable for good. */
  async erase(manager: EntityManager, subject: string): Promise<void> {
    await manager.delete(SubjectKey, { subject });
  }

  async #keyOf(manager: EntityManager, subject: string): Promise<Buffer | undefined> {
    const row = await manager.findOneBy(SubjectKey, { subject });
    return row === null ? undefined : this.#unwrap(row);
  }

  #unwrap(row: SubjectKey): Promise<Buffer> {
    return this.masterKey.open(purpose, row.subject, Buffer.from(row.wrapped, 'base64url'));
  }

  /** Two requests may come at once: the first key stays, both use it. */
  async #newKey(manager: EntityManager, subject: string): Promise<Buffer> {
    const wrapped = (await this.masterKey.seal(purpose, subject, randomBytes(32))).toString('base64url');
    await manager
      .createQueryBuilder()
      .insert()
      .into(SubjectKey)
      .values({ subject, wrapped })
      .orIgnore()
      .execute();
    const key = await this.#keyOf(manager, subject);
    if (key === undefined) throw new Error('the key of a subject vanished while it was made');
    return key;
  }
}
