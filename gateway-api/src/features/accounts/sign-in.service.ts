import { Injectable } from '@nestjs/common';
import { DomainError } from '@baytrace/domain';
import type { LiveSession } from '../../platform/access/session-source.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Transactions } from '../../platform/database/transactions.js';
import { AccountRow } from './account.entity.js';
import { isPassword, isPasswordOfNobody } from './password-hash.js';
import { Sessions } from './sessions.service.js';
import { SignInAttempts } from './sign-in-attempts.service.js';

const isRightFor = async (account: AccountRow | null, password: string): Promise<boolean> => {
  if (account === null) return isPasswordOfNobody(password);
  return (await isPassword(account.passwordHash, password)) && account.state === 'active';
};

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
    const right = await this.attempts.attempt(login, () => isRightFor(account, password));
    if (!right || account === null) throw new DomainError('BT-SIGN-IN-FAILED');
    return this.sessions.open(account);
  }
}
