import { Injectable } from '@nestjs/common';
import { formatEventTime } from '@baytrace/domain/dates';
import type { Json } from '@baytrace/domain/ledger';
import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { GatewayConfig } from '../../config/gateway-config.js';
import { LedgerIdentities } from '../../ledger/identity/ledger-identities.js';
import { Commands, type CommandWork, type DocumentKey } from '../../ledger/outbox/commands.js';
import type { OutgoingCommand } from '../../ledger/outbox/outbox-command.js';
import { type Account, demandPermission } from '../../platform/access/account.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Transactions } from '../../platform/database/transactions.js';
import { PersonalData } from '../../platform/personal-data/personal-data.js';
import { randomId } from '../../platform/random-id.js';
import {
  type DraftAccount,
  EnterpriseAdministrators,
} from '../accounts/enterprise-administrators.service.js';
import { demandNewIdentifier, insertEnterprise } from './enterprises.rows.js';
import type { Registration } from './enterprises.schema.js';
import { RegistrationIndex } from './registration-index.js';
import {
  type CheckedRegistration,
  checkRegistration,
  directoryCardOf,
  personalFieldsOf,
  registrationDigest,
} from './registration-record.js';

/** What came of a registration; the password is known to the first request only. */
export interface Registered {
  readonly document: DocumentKey;
  readonly initialPassword: string | null;
}

/** A checked registration on its way, with everything random about it. */
interface Admission {
  readonly id: string;
  readonly registration: CheckedRegistration;
  readonly identifierIndex: Buffer;
  readonly salt: Buffer;
  readonly administrator: DraftAccount;
}

/** Sealed under the enterprise's own data key as one text. */
export const personalField = 'registration';

/** An authority admits an enterprise of its jurisdiction (R-4.4.1a, S-32). */
@Injectable()
export class RegisterEnterprise {
  constructor(
    private readonly config: GatewayConfig,
    private readonly transactions: Transactions,
    private readonly commands: Commands,
    private readonly identities: LedgerIdentities,
    private readonly personalData: PersonalData,
    private readonly index: RegistrationIndex,
    private readonly administrators: EnterpriseAdministrators,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Registers once per idempotency key: record and administrator's account at home, pseudonym and salted digest on
   * the ledger, directory card to the three.
   *
   * @throws DomainError BT-IDENTIFIER-INVALID, BT-ALREADY-EXISTS for a known registration number or login.
   */
  async register(account: Account, registration: Registration, idempotencyKey: string): Promise<Registered> {
    demandPermission(account, 'enterprise:register');
    let initialPassword: string | null = null;
    const request = { route: 'enterprise.register', registration } as unknown as Json;
    const document = await this.commands.run({ account: account.id, idempotencyKey, request }, async () => {
      const admission = await this.#admit(registration);
      const work = await this.#plan(account, admission);
      return {
        ...work,
        write: async (manager) => {
          await this.#write(manager, account, admission);
          initialPassword = admission.administrator.initialPassword;
        },
      };
    });
    await this.identities.enterprise(document.id);
    this.audit.note({ objectType: document.type, objectId: document.id });
    return { document, initialPassword };
  }

  async #admit(typed: Registration): Promise<Admission> {
    const registration = checkRegistration(typed);
    const identifierIndex = await this.index.of(registration.identifier);
    await demandNewIdentifier(this.transactions.reader, identifierIndex);
    const id = randomId();
    const administrator = await this.administrators.draft(registration.administrator, id);
    return { id, registration, identifierIndex, salt: randomBytes(32), administrator };
  }

  async #plan(account: Account, { id, registration, salt }: Admission): Promise<CommandWork> {
    const { jurisdiction } = this.config;
    const document = { type: 'enterprise', id };
    const command: OutgoingCommand = {
      command: {
        type: 'register-enterprise',
        id: randomId(),
        eventTime: formatEventTime(Date.now()),
        enterprise: id,
        roles: [...registration.roles],
        registration: registrationDigest(registration, salt),
      },
      actor: { kind: 'authority', id: jurisdiction },
      identity: (await this.identities.regulator(account.id)).id,
      privateEntry: {
        kind: 'directory',
        name: id,
        value: directoryCardOf(id, jurisdiction, registration, randomBytes(16)),
      },
      document,
      account: account.id,
    };
    return { document, commands: [command] };
  }

  async #write(manager: EntityManager, account: Account, admission: Admission): Promise<void> {
    const { id, registration } = admission;
    const personal = JSON.stringify(personalFieldsOf(registration));
    await insertEnterprise(manager, {
      id,
      name: registration.name,
      premises_type: registration.premisesType,
      identifier_type: registration.identifierType,
      identifier_index: admission.identifierIndex,
      region: registration.region ?? null,
      recall_contact: registration.recallContact,
      roles: [...registration.roles],
      personal: await this.personalData.seal(manager, id, personalField, personal),
      salt: admission.salt,
      created_by: account.id,
    });
    await this.administrators.insert(manager, admission.administrator);
  }
}
