import { Injectable } from '@nestjs/common';
import { DomainError } from '@baytrace/domain';
import type { LiveSession } from '../../platform/access/session-source.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Transactions } from '../../platform/database/transactions.js';
import { AccountRow } from './account.entity.js';
import { isPassword, isPasswordOfNobody } from './password-hash.js';
import { Sessions } from './sessions.service.js';
import { SignInAttempts } from './sign-in-attempts.service.js';

/** Turns login and password into a session. */
@Injectable()
export class SignIn {
  constructor(
    private readonly transactions: Transactions,
    private readonly attempts: SignInAttempts,
    private readonly sessions: Sessions,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Unknown login, wrong password and disabled account are told apart by nobody outside.
   * @throws DomainError BT-SIGN-IN-FAILED, BT-ACCOUNT-LOCKED.
   */
  async signIn(login: string, password: string): Promise<{ token: string; live: LiveSession }> {
    const account = await this.transactions.reader
      .createQueryBuilder(AccountRow, 'account')
      .where('lower(account.login) = lower(:login)', { login })
      .getOne();
    if (account !== null) this.audit.note({ objectType: 'account', objectId: account.id });
    await this.attempts.book(login);
    const right =
      account === null ? await isPasswordOfNobody(password) : await isPassword(account.passwordHash, password);
    if (!right || account?.state !== 'active') throw new DomainError('BT-SIGN-IN-FAILED');
    await this.attempts.clear(login);
    return this.sessions.open(account);
  }
}
