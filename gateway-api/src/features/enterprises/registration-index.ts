import { Injectable } from '@nestjs/common';
import type { RegistrationId } from '@baytrace/domain/identifiers';
import { createHmac, randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Transactions } from '../../platform/database/transactions.js';
import { PersonalData } from '../../platform/personal-data/personal-data.js';

const subject = 'registration-index';
const field = 'key';

/**
 * Blind index over registration numbers: finds the same number twice without storing one in clear. HMAC-SHA-256
 * under a random key that is itself sealed like personal data, so that the few possible numbers cannot be tried
 * on a stolen database.
 */
@Injectable()
export class RegistrationIndex {
  #key: Promise<Buffer> | undefined;

  constructor(
    private readonly transactions: Transactions,
    private readonly personalData: PersonalData,
  ) {}

  /** 32 bytes, the same for the same kind and canonical value. */
  async of({ kind, value }: RegistrationId): Promise<Buffer> {
    return createHmac('sha256', await this.#kept())
      .update(`${kind} ${value}`)
      .digest();
  }

  #kept(): Promise<Buffer> {
    this.#key ??= this.transactions
      .run((manager) => this.#readOrMake(manager))
      .catch((error: unknown) => {
        this.#key = undefined;
        throw error;
      });
    return this.#key;
  }

  async #readOrMake(manager: EntityManager): Promise<Buffer> {
    const known = await this.#read(manager);
    if (known !== undefined) return known;
    const sealed = await this.personalData.seal(manager, subject, field, randomBytes(32).toString('hex'));
    await manager.query(
      'INSERT INTO app.registration_index_key (sealed) VALUES ($1) ON CONFLICT DO NOTHING',
      [sealed],
    );
    const made = await this.#read(manager);
    if (made === undefined) throw new Error('the key of the registration index was not kept');
    return made;
  }

  async #read(manager: EntityManager): Promise<Buffer | undefined> {
    const [row] = await manager.query<{ sealed: string }[]>('SELECT sealed FROM app.registration_index_key');
    if (row === undefined) return undefined;
    const hex = await this.personalData.open(manager, subject, field, row.sealed);
    if (hex === undefined) throw new Error('the key of the registration index was erased');
    return Buffer.from(hex, 'hex');
  }
}
