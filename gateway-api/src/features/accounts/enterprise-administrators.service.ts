import { Injectable } from '@nestjs/common';
import { DomainError } from '@baytrace/domain';
import type { EntityManager } from 'typeorm';
import { isUniqueViolation } from '../../platform/database/database-errors.js';
import { randomId } from '../../platform/random-id.js';
import { AccountRow } from './account.entity.js';
import { hashPassword } from './password-hash.js';
import { initialPassword } from './password-policy.js';

export { newAccountSchema } from './account.schemas.js';

/** An account that is not stored yet, with its initial password in clear. */
export interface DraftAccount {
  readonly row: AccountRow;
  readonly initialPassword: string;
}

/** The first account of an enterprise, made together with its registration by whoever registers it. */
@Injectable()
export class EnterpriseAdministrators {
  /** Prepares the account (slow: hashes the password); the password must be changed at first sign-in. */
  async draft(person: { login: string; displayName: string }, enterprise: string): Promise<DraftAccount> {
    const password = initialPassword();
    const row: AccountRow = {
      id: randomId(),
      login: person.login,
      displayName: person.displayName,
      roles: ['enterprise-admin'],
      enterprise,
      state: 'active',
      passwordHash: await hashPassword(password),
      formerPasswordHashes: [],
      passwordChangedAt: new Date(),
      mustChangePassword: true,
      createdAt: new Date(),
      version: 1,
    };
    return { row, initialPassword: password };
  }

  /** Stores it in the caller's transaction. @throws DomainError BT-ALREADY-EXISTS when the login is taken. */
  async insert(manager: EntityManager, { row }: DraftAccount): Promise<void> {
    try {
      await manager.insert(AccountRow, row);
    } catch (error) {
      if (isUniqueViolation(error)) throw new DomainError('BT-ALREADY-EXISTS', { login: row.login });
      throw error;
    }
  }
}
