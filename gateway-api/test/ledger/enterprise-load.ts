import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { formatEventTime } from '@baytrace/domain/dates';
import { LedgerIdentities } from '../../src/ledger/identity/ledger-identities.js';
import { Commands } from '../../src/ledger/outbox/commands.js';
import type { OutgoingCommand } from '../../src/ledger/outbox/outbox-command.js';
import { randomId } from '../../src/platform/random-id.js';
import type { TestGateway } from '../support/gateway.js';

/** What callers met. */
export interface LoadReport {
  /** Ids of all commands that the gateway accepted, in the order of acceptance. */
  readonly accepted: readonly string[];
  /** Of those, the ones whose caller was told that they are committed. */
  readonly acknowledged: readonly string[];
  /** Requests that ended with an error; their commands were not accepted. */
  readonly errors: readonly string[];
  /** Longest time from request to acknowledgement, and the median, ms. */
  readonly longestMs: number;
  readonly medianMs: number;
}

const head = (): { id: string; eventTime: string } => ({
  id: randomId(),
  eventTime: formatEventTime(Date.now()),
});

const registration = (enterprise: string, identity: string): OutgoingCommand => ({
  command: {
    type: 'register-enterprise',
    ...head(),
    enterprise,
    roles: ['producer'],
    registration: createHash('sha256').update(enterprise).digest('hex'),
  },
  actor: { kind: 'authority', id: 'GD' },
  identity,
  privateEntry: {
    kind: 'directory',
    name: enterprise,
    value: {
      v: 1,
      enterprise,
      jurisdiction: 'GD',
      name: 'Under load',
      premisesType: 'factory',
      recallContact: 'recall@example.org',
      salt: randomBytes(16).toString('hex'),
    },
  },
});

const purchase = (enterprise: string, identity: string): OutgoingCommand => {
  const { id, eventTime } = head();
  const lot = {
    kind: 'raw' as const,
    material: randomId(),
    supplier: randomId(),
    number: 'FLOUR',
    unit: 'kg' as const,
    scale: 3,
    productionDate: '2026-01-10',
    expiryDate: '2099-01-10',
    origin: { country: 'CN' },
  };
  return {
    command: { type: 'purchase', id, eventTime, lot, quantity: '1000', documents: [] },
    actor: { kind: 'enterprise', id: enterprise },
    identity,
    document: { type: 'test', id },
  };
};

/** Enterprises of Guangdong that record one purchase after the other and wait for each to be committed. */
export class EnterpriseLoad {
  readonly #commands: Commands;
  readonly #accepted: string[] = [];
  readonly #acknowledged: string[] = [];
  readonly #waitsMs: number[] = [];
  readonly #errors: string[] = [];
  #going = false;
  #callers: Promise<void>[] = [];

  private constructor(
    gateway: TestGateway,
    private readonly enterprises: readonly { readonly id: string; readonly identity: string }[],
  ) {
    this.#commands = gateway.app.get(Commands, { strict: false });
  }

  /** Registers `count` enterprises and waits until all gateways may know them. */
  static async prepare(gateway: TestGateway, count: number): Promise<EnterpriseLoad> {
    const identities = gateway.app.get(LedgerIdentities, { strict: false });
    const commands = gateway.app.get(Commands, { strict: false });
    const regulator = (await identities.regulator('of-the-load')).id;
    const ids = Array.from({ length: count }, () => randomId());
    const document = { type: 'test', id: randomId() };
    const registrations = ids.map((id) => ({ ...registration(id, regulator), document }));
    await commands.run({ account: 'test', idempotencyKey: randomId(), request: {} }, () =>
      Promise.resolve({ document, commands: registrations }),
    );
    for (let seal = await commands.settled(document); seal.state !== 'committed';) {
      seal = await commands.settled(document);
    }
    const enterprises = await Promise.all(
      ids.map(async (id) => ({ id, identity: (await identities.enterprise(id)).id })),
    );
    return new EnterpriseLoad(gateway, enterprises);
  }

  get acknowledgedCount(): number {
    return this.#acknowledged.length;
  }

  /** Lets every enterprise work until `stop`. */
  start(): void {
    this.#going = true;
    this.#callers = this.enterprises.map((enterprise) => this.#work(enterprise));
  }

  /** Ends the load once every accepted command is acknowledged. */
  async stop(): Promise<LoadReport> {
    this.#going = false;
    await Promise.all(this.#callers);
    const sorted = [...this.#waitsMs].sort((a, b) => a - b);
    return {
      accepted: this.#accepted,
      acknowledged: this.#acknowledged,
      errors: this.#errors,
      longestMs: Math.round(sorted.at(-1) ?? 0),
      medianMs: Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0),
    };
  }

  /** Waits until so many more commands were acknowledged. @throws Error when it takes longer than `withinMs`. */
  async progress(count: number, withinMs = 60_000): Promise<void> {
    const [wanted, until] = [this.#acknowledged.length + count, Date.now() + withinMs];
    while (this.#acknowledged.length < wanted) {
      if (Date.now() > until) throw new Error(`only ${this.#acknowledged.length} of ${wanted} in time`);
      await delay(20);
    }
  }

  async #work(enterprise: { readonly id: string; readonly identity: string }): Promise<void> {
    while (this.#going) {
      const outgoing = purchase(enterprise.id, enterprise.identity);
      const { id } = outgoing.command;
      const begun = performance.now();
      if (!(await this.#request(outgoing))) continue;
      this.#accepted.push(id);
      await this.#committed(id);
      this.#waitsMs.push(performance.now() - begun);
      this.#acknowledged.push(id);
    }
  }

  async #request(outgoing: OutgoingCommand): Promise<boolean> {
    const document = { type: 'test', id: outgoing.command.id };
    try {
      await this.#commands.run({ account: 'test', idempotencyKey: document.id, request: {} }, () =>
        Promise.resolve({ document, commands: [outgoing] }),
      );
      return true;
    } catch (error) {
      this.#errors.push(error instanceof Error ? error.message : String(error));
      await delay(100);
      return false;
    }
  }

  /** @throws DomainError the refusal, which no purchase of this load should meet */
  async #committed(id: string): Promise<void> {
    const document = { type: 'test', id };
    while ((await this.#commands.settled(document)).state !== 'committed') await delay(20);
  }
}
