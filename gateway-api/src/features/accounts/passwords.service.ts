import { Injectable } from '@nestjs/common';
import { DomainError } from '@baytrace/domain';
import type { EntityManager } from 'typeorm';
import type { Account } from '../../platform/access/account.js';
import { Transactions } from '../../platform/database/transactions.js';
import { AccountRow } from './account.entity.js';
import { hashPassword, isPassword } from './password-hash.js';
import { demandGoodPassword, mlps2 } from './password-policy.js';
import { Sessions } from './sessions.service.js';
import { SignInAttempts } from './sign-in-attempts.service.js';

/** Changing one's own password. */
@Injectable()
export class Passwords {
  constructor(
    private readonly transactions: Transactions,
    private readonly attempts: SignInAttempts,
    private readonly sessions: Sessions,
  ) {}

  /**
   * Sets a new password and ends the account's other sessions.
   * @throws DomainError BT-SIGN-IN-FAILED for a wrong present password (counted as a failed sign-in),
   *   BT-ACCOUNT-LOCKED, BT-PASSWORD-WEAK (rule `used` for one of the last five).
   */
  async change(account: Account, session: string, present: string, next: string): Promise<void> {
    const row = await this.transactions.reader.findOneByOrFail(AccountRow, { id: account.id });
    const right = await this.attempts.attempt(row.login, () => isPassword(row.passwordHash, present));
    if (!right) throw new DomainError('BT-SIGN-IN-FAILED');
    demandGoodPassword(next, row.login);
    const former = [row.passwordHash, ...row.formerPasswordHashes].slice(0, mlps2.remembered);
    await this.#demandUnused(former, next);
    const passwordHash = await hashPassword(next);
    await this.transactions.run((manager) => this.#store(manager, row, session, { passwordHash, former }));
  }

  async #demandUnused(former: readonly string[], password: string): Promise<void> {
    for (const hash of former) {
      if (await isPassword(hash, password)) throw new DomainError('BT-PASSWORD-WEAK', { rule: 'used' });
    }
  }

  async #store(
    manager: EntityManager,
    row: AccountRow,
    session: string,
    next: { passwordHash: string; former: string[] },
  ): Promise<void> {
    const { affected } = await manager.update(
      AccountRow,
      { id: row.id, passwordHash: row.passwordHash },
      {
        passwordHash: next.passwordHash,
        formerPasswordHashes: next.former,
        passwordChangedAt: new Date(),
        mustChangePassword: false,
      },
    );
    // another change came first: the present password given here is no longer the present one
    if (affected !== 1) throw new DomainError('BT-SIGN-IN-FAILED');
    await this.sessions.endAll(manager, row.id, session);
  }
}
