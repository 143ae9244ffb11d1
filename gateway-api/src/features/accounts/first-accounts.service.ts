import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { mayHoldTogether } from '@baytrace/domain/access';
import { readFile } from 'node:fs/promises';
import type { EntityManager } from 'typeorm';
import { GatewayConfig } from '../../config/gateway-config.js';
import { Transactions } from '../../platform/database/transactions.js';
import { randomId } from '../../platform/random-id.js';
import { AccountRow } from './account.entity.js';
import { type FirstAccount, firstAccountsSchema } from './account.schemas.js';
import { hashPassword } from './password-hash.js';
import { demandGoodPassword } from './password-policy.js';

/** Imports the accounts of the file BAYTRACE_FIRST_ACCOUNTS while there is none; no account is built in (C-7.4). */
@Injectable()
export class FirstAccounts implements OnModuleInit {
  readonly #logger = new Logger(FirstAccounts.name);

  constructor(
    private readonly config: GatewayConfig,
    private readonly transactions: Transactions,
  ) {}

  /** @throws Error for a wrong file, an excluded combination of roles or a weak password. */
  async onModuleInit(): Promise<void> {
    const file = this.config.state.firstAccountsFile;
    if (file === undefined || (await this.transactions.reader.count(AccountRow)) > 0) return;
    const entries = firstAccountsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    const rows = await Promise.all(entries.map((entry) => this.#rowOf(entry)));
    const imported = await this.transactions.run((manager) => this.#import(manager, rows));
    if (imported) this.#logger.log(`${rows.length} first accounts imported`);
  }

  async #rowOf(entry: FirstAccount): Promise<AccountRow> {
    const { password, enterprise, ...kept } = entry;
    if (!mayHoldTogether(entry.roles, enterprise !== undefined)) {
      throw new Error(
        `first account ${entry.login}: these roles may not be held together, or lack their enterprise`,
      );
    }
    demandGoodPassword(password, entry.login);
    return {
      ...kept,
      id: randomId(),
      enterprise: enterprise ?? null,
      state: 'active',
      passwordHash: await hashPassword(password),
      formerPasswordHashes: [],
      passwordChangedAt: new Date(),
      createdAt: new Date(),
      version: 1,
    };
  }

  async #import(manager: EntityManager, rows: readonly AccountRow[]): Promise<boolean> {
    await manager.query('LOCK TABLE app.account IN EXCLUSIVE MODE');
    if ((await manager.count(AccountRow)) > 0) return false;
    await manager.insert(AccountRow, [...rows]);
    return true;
  }
}
