import { Injectable } from '@nestjs/common';
import { permissionsOf } from '@baytrace/domain/access';
import { createHash, randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { GatewayConfig } from '../../config/gateway-config.js';
import type { Account } from '../../platform/access/account.js';
import { type LiveSession, SessionSource } from '../../platform/access/session-source.js';
import { Transactions } from '../../platform/database/transactions.js';
import { randomId } from '../../platform/random-id.js';
import { AccountRow } from './account.entity.js';
import { isTooOld } from './password-policy.js';
import { SessionRow } from './session.entity.js';

/** Idle and absolute life of a session (C-7.2, GB/T 22239-2019 7.1.4.1 b). */
const idleMs = 30 * 60_000;
const absoluteMs = 12 * 3_600_000;
/** The last use is written at most this often. */
const touchMs = 60_000;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

const isOver = (session: SessionRow, now: number): boolean =>
  session.endedAt !== null ||
  now - session.lastSeenAt.getTime() > idleMs ||
  now - session.createdAt.getTime() > absoluteMs;

/** Sessions, kept on the server: signing out, disabling and time end them at once. */
@Injectable()
export class Sessions extends SessionSource {
  constructor(
    private readonly transactions: Transactions,
    private readonly config: GatewayConfig,
  ) {
    super();
  }

  /** Opens a session; the token (256 bits) is for the cookie alone. */
  async open(account: AccountRow): Promise<{ token: string; live: LiveSession }> {
    const token = randomBytes(32).toString('base64url');
    const now = new Date();
    const row = {
      id: randomId(),
      tokenHash: hashOf(token),
      accountId: account.id,
      createdAt: now,
      lastSeenAt: now,
    };
    await this.transactions.run((manager) => manager.insert(SessionRow, row));
    return { token, live: this.#live(row.id, account) };
  }

  override async resolve(token: string): Promise<LiveSession | undefined> {
    const { reader } = this.transactions;
    const session = await reader.findOneBy(SessionRow, { tokenHash: hashOf(token) });
    const now = Date.now();
    if (session === null || isOver(session, now)) return undefined;
    const account = await reader.findOneBy(AccountRow, { id: session.accountId, state: 'active' });
    if (account === null) return undefined;
    if (now - session.lastSeenAt.getTime() > touchMs) {
      await reader.update(SessionRow, { id: session.id }, { lastSeenAt: new Date(now) });
    }
    return this.#live(session.id, account);
  }

  async end(id: string): Promise<void> {
    await this.transactions.run((manager) => manager.update(SessionRow, { id }, { endedAt: new Date() }));
  }

  /** Ends every session of an account, but for one that is kept. */
  async endAll(manager: EntityManager, accountId: string, keep = ''): Promise<void> {
    await manager.query(
      'UPDATE app.session SET ended_at = now() WHERE account_id = $1 AND id <> $2 AND ended_at IS NULL',
      [accountId, keep],
    );
  }

  #live(id: string, row: AccountRow): LiveSession {
    const account: Account = {
      id: row.id,
      login: row.login,
      displayName: row.displayName,
      roles: row.roles,
      jurisdiction: this.config.jurisdiction,
      permissions: permissionsOf(row.roles),
      ...(row.enterprise === null ? {} : { enterprise: row.enterprise }),
    };
    const passwordExpired = row.mustChangePassword || isTooOld(row.passwordChangedAt, new Date());
    return { id, account, passwordExpired };
  }
}
