import { Injectable } from '@nestjs/common';
import { DomainError } from '@baytrace/domain';
import { z } from 'zod';
import type { EntityManager } from 'typeorm';
import { type Account, demandPermission } from '../../platform/access/account.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { isUniqueViolation } from '../../platform/database/database-errors.js';
import { Transactions } from '../../platform/database/transactions.js';
import { keyOf, type Page, toPage } from '../../platform/http/paging.js';
import { expectVersion } from '../../platform/http/version.js';
import { randomId } from '../../platform/random-id.js';
import { AccountRow } from './account.entity.js';
import { demandMayGive, scopeOf } from './account-rules.js';
import type {
  AccountQuery,
  AccountView,
  AccountWithPassword,
  EditAccountBody,
  NewAccountBody,
} from './account.schemas.js';
import { hashPassword } from './password-hash.js';
import { initialPassword } from './password-policy.js';
import { Sessions } from './sessions.service.js';
import { SignInAttempts } from './sign-in-attempts.service.js';

const cursorSchema = z.tuple([z.string()]);

const viewOf = (row: AccountRow): AccountView => ({
  id: row.id,
  login: row.login,
  displayName: row.displayName,
  roles: row.roles,
  enterprise: row.enterprise,
  state: row.state,
  mustChangePassword: row.mustChangePassword,
  createdAt: row.createdAt.toISOString(),
  version: row.version,
});

/** Accounts of the jurisdiction (administrator) or of one enterprise (its administrator). */
@Injectable()
export class Accounts {
  constructor(
    private readonly transactions: Transactions,
    private readonly sessions: Sessions,
    private readonly attempts: SignInAttempts,
    private readonly audit: AuditTrail,
  ) {}

  async list(asker: Account, query: AccountQuery): Promise<Page<AccountView>> {
    demandPermission(asker, 'account:manage');
    const after = keyOf(query.cursor, cursorSchema)?.[0];
    const scope = scopeOf(asker);
    const found = this.transactions.reader.createQueryBuilder(AccountRow, 'account').orderBy('account.id');
    if (after !== undefined) found.andWhere('account.id > :after', { after });
    if (scope !== undefined) found.andWhere('account.enterprise = :scope', { scope });
    if (query.state !== undefined) found.andWhere('account.state = :state', { state: query.state });
    const rows = await found.take(query.limit + 1).getMany();
    return toPage(rows, query.limit, viewOf, (row) => [row.id]);
  }

  /** Makes an account; its initial password is in the answer only and must be changed at first sign-in. */
  async create(asker: Account, body: NewAccountBody): Promise<AccountWithPassword> {
    demandPermission(asker, 'account:manage');
    const enterprise = body.enterprise ?? scopeOf(asker);
    demandMayGive(asker, body.roles, enterprise);
    const password = initialPassword();
    const row = {
      id: randomId(),
      login: body.login,
      displayName: body.displayName,
      roles: [...body.roles],
      enterprise: enterprise ?? null,
      state: 'active' as const,
      passwordHash: await hashPassword(password),
      formerPasswordHashes: [],
      passwordChangedAt: new Date(),
      mustChangePassword: true,
      createdAt: new Date(),
      version: 1,
    };
    this.audit.note({ objectType: 'account', objectId: row.id, detail: { roles: row.roles.join(' ') } });
    await this.#insert(row);
    return { account: viewOf(row), initialPassword: password };
  }

  /**
   * Changes name, roles or state, or gives a new initial password. Nobody edits the own account here, so
   * nobody locks oneself out. Other roles, another state or a new password end the account's sessions.
   * @throws DomainError BT-NOT-FOUND, BT-VERSION-STALE, BT-FORBIDDEN, BT-INPUT-INVALID.
   */
  async edit(asker: Account, id: string, body: EditAccountBody): Promise<AccountWithPassword> {
    demandPermission(asker, 'account:manage');
    const password = body.resetPassword === true ? initialPassword() : undefined;
    const passwordHash = password === undefined ? undefined : await hashPassword(password);
    this.audit.note({
      objectType: 'account',
      objectId: id,
      detail: { changed: Object.keys(body).join(' ') },
    });
    const row = await this.transactions.run((manager) =>
      this.#change(manager, asker, id, body, passwordHash),
    );
    if (password === undefined) return { account: viewOf(row) };
    await this.attempts.clear(row.login);
    return { account: viewOf(row), initialPassword: password };
  }

  async #change(
    manager: EntityManager,
    asker: Account,
    id: string,
    body: EditAccountBody,
    passwordHash: string | undefined,
  ): Promise<AccountRow> {
    const row = await this.#lock(manager, asker, id);
    expectVersion(row.version, body.version);
    const roles = body.roles ?? row.roles;
    demandMayGive(asker, roles, row.enterprise ?? undefined);
    const next = {
      displayName: body.displayName ?? row.displayName,
      roles,
      state: body.state ?? row.state,
      version: row.version + 1,
      ...(passwordHash === undefined
        ? {}
        : { passwordHash, mustChangePassword: true, passwordChangedAt: new Date() }),
    };
    await manager.update(AccountRow, { id }, next);
    if (body.roles ?? body.state ?? passwordHash) await this.sessions.endAll(manager, id);
    return Object.assign(row, next);
  }

  async #lock(manager: EntityManager, asker: Account, id: string): Promise<AccountRow> {
    const row = await manager.findOne(AccountRow, { where: { id }, lock: { mode: 'pessimistic_write' } });
    const scope = scopeOf(asker);
    if (row === null || (scope !== undefined && row.enterprise !== scope))
      throw new DomainError('BT-NOT-FOUND', { id });
    if (row.id === asker.id) throw new DomainError('BT-FORBIDDEN', { reason: 'own-account' });
    return row;
  }

  async #insert(row: AccountRow): Promise<void> {
    try {
      await this.transactions.run((manager) => manager.insert(AccountRow, row));
    } catch (error) {
      if (isUniqueViolation(error)) throw new DomainError('BT-ALREADY-EXISTS', { login: row.login });
      throw error;
    }
  }
}
