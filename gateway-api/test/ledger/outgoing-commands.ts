import { createHash, randomBytes } from 'node:crypto';
import { formatEventTime } from '@baytrace/domain/dates';
import { lotIdOf, type Command, type Jurisdiction } from '@baytrace/domain/ledger';
import { Commands } from '../../src/ledger/outbox/commands.js';
import type { OutgoingCommand } from '../../src/ledger/outbox/outbox-command.js';
import type { Seal } from '../../src/ledger/outbox/seal.js';
import { Indexer } from '../../src/ledger/indexer/indexer.js';
import { LedgerIdentities } from '../../src/ledger/identity/ledger-identities.js';
import { randomId } from '../../src/platform/random-id.js';
import type { TestGateway } from '../support/gateway.js';

const head = (): { id: string; eventTime: string } => ({
  id: randomId(),
  eventTime: formatEventTime(Date.now()),
});

const salt = (): string => randomBytes(16).toString('hex');

/** An enterprise comes onto the ledger, by word of its authority. */
export const registration = (
  jurisdiction: Jurisdiction,
  enterprise: string,
  identity: string,
): OutgoingCommand => ({
  command: {
    type: 'register-enterprise',
    ...head(),
    enterprise,
    roles: ['producer', 'distributor'],
    registration: createHash('sha256').update(enterprise).digest('hex'),
  },
  actor: { kind: 'authority', id: jurisdiction },
  identity,
  privateEntry: {
    kind: 'directory',
    name: enterprise,
    value: {
      v: 1,
      enterprise,
      jurisdiction,
      name: 'Under test',
      premisesType: 'factory',
      recallContact: 'recall@example.org',
      salt: salt(),
    },
  },
});

/** A new raw lot of one kilogram from outside the platform. */
export const purchase = (enterprise: string, identity: string): OutgoingCommand => {
  const command: Command = {
    type: 'purchase',
    ...head(),
    lot: {
      kind: 'raw',
      material: randomId(),
      supplier: randomId(),
      number: 'FLOUR',
      unit: 'kg',
      scale: 3,
      productionDate: '2026-01-10',
      expiryDate: '2099-01-10',
      origin: { country: 'CN' },
    },
    quantity: '1000',
    documents: [],
  };
  return {
    command,
    actor: { kind: 'enterprise', id: enterprise },
    identity,
    document: { type: 'test', id: command.id },
  };
};

/** 100 g of a purchased lot leave for an enterprise across the border, with trade details for both sides. */
export const shipmentAcross = (
  bought: OutgoingCommand,
  to: string,
  counterpart: Jurisdiction,
): OutgoingCommand => {
  const { actor, command, identity } = bought;
  if (command.type !== 'purchase') throw new Error('nothing was bought');
  const { id, eventTime } = head();
  return {
    command: {
      type: 'ship',
      id,
      eventTime,
      to,
      goods: [{ lot: lotIdOf(actor.id, command.lot), quantity: '100' }],
      documents: [{ type: 'delivery-note', number: 'DN-1', date: '2026-01-11' }],
    },
    actor,
    identity,
    counterpart,
    privateEntry: {
      kind: 'trade',
      name: id,
      value: { v: 1, command: id, currency: 'HKD', lines: [], salt: salt() },
    },
    document: { type: 'test', id },
  };
};

/** Hands commands to a gateway as its features do. */
export class Caller {
  readonly #commands: Commands;
  readonly #identities: LedgerIdentities;

  constructor(readonly gateway: TestGateway) {
    this.#commands = gateway.app.get(Commands, { strict: false });
    this.#identities = gateway.app.get(LedgerIdentities, { strict: false });
  }

  /** Has enterprises registered and their identities issued. */
  async register(count: number): Promise<readonly { readonly id: string; readonly identity: string }[]> {
    const { jurisdiction } = this.gateway.config;
    const regulator = (await this.#identities.regulator('of-the-test')).id;
    const ids = Array.from({ length: count }, () => randomId());
    const document = { type: 'test', id: randomId() };
    await this.run(ids.map((id) => ({ ...registration(jurisdiction, id, regulator), document })));
    await this.committed(document.id);
    return Promise.all(ids.map(async (id) => ({ id, identity: (await this.#identities.enterprise(id)).id })));
  }

  /** @throws DomainError or Error of a request that was not accepted; then nothing was stored. */
  async run(outgoing: readonly OutgoingCommand[]): Promise<void> {
    const document = outgoing[0]?.document ?? { type: 'test', id: randomId() };
    await this.#commands.run({ account: 'test', idempotencyKey: randomId(), request: {} }, () =>
      Promise.resolve({ document, commands: outgoing }),
    );
  }

  seal(id: string): Promise<Seal> {
    return this.#commands.seal({ type: 'test', id });
  }

  /** Waits until a command is committed. @throws DomainError the refusal; Error with what the outbox says, in time. */
  async committed(id: string, withinMs = 50_000): Promise<void> {
    const until = Date.now() + withinMs;
    while ((await this.#commands.settled({ type: 'test', id })).state !== 'committed') {
      if (Date.now() > until) throw new Error(`not committed: ${await this.#outbox()}`);
    }
  }

  async #outbox(): Promise<string> {
    const { status, isCaughtUp } = this.gateway.app.get(Indexer, { strict: false });
    const batches = await this.gateway.database.query(
      `SELECT state, attempts, last_error, next_attempt_at - now() AS due FROM app.outbox_batch WHERE state IN ('frozen', 'abandoning')`,
    );
    return JSON.stringify({ ...status, isCaughtUp, batches });
  }
}
