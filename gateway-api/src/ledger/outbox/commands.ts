import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError, isErrorCode } from '@baytrace/domain/errors';
import { canonicalJson, type BatchResults, type Json } from '@baytrace/domain/ledger';
import type { EntityManager } from 'typeorm';
import { Transactions } from '../../platform/database/transactions.js';
import { randomId } from '../../platform/random-id.js';
import { LedgerIdentities } from '../identity/ledger-identities.js';
import { IndexEvents } from '../indexer/index-events.js';
import { isUnreachable } from '../submission/ledger-answers.js';
import { LedgerPort, type FrozenBatch } from '../submission/ledger-port.js';
import { batchOf } from './freeze-batch.js';
import type { OutboxRow, OutgoingCommand } from './outbox-command.js';
import { OutboxWorker } from './outbox-worker.js';
import { draftSeal, sealOf, sealQuery, type Seal, type SealRow } from './seal.js';

/** A request that changes the ledger, under its Idempotency-Key. */
export interface CommandRequest {
  readonly account: string;
  readonly idempotencyKey: string;
  /** Route and body; the same key with another request is refused. */
  readonly request: Json;
}

/** The business document a request made or changed. */
export interface DocumentKey {
  readonly type: string;
  readonly id: string;
}

/** What a feature wants done once, together: its own rows and the commands for the ledger. */
export interface CommandWork {
  readonly document: DocumentKey;
  readonly commands: readonly OutgoingCommand[];
  /** Writes the feature's own rows in the same database transaction as the outbox. */
  readonly write?: (manager: EntityManager) => Promise<void>;
}

const answerWithinMs = 15_000;

type PrivateColumns = Pick<OutboxRow, 'private_kind' | 'private_name' | 'private_value'>;

const privateColumns = (entry: OutgoingCommand['privateEntry']): PrivateColumns =>
  entry === undefined
    ? { private_kind: null, private_name: null, private_value: null }
    : { private_kind: entry.kind, private_name: entry.name, private_value: entry.value };

const draftRow = ({
  command,
  actor,
  identity,
  counterpart,
  privateEntry,
  document,
}: OutgoingCommand): OutboxRow => ({
  id: command.id,
  actor_kind: actor.kind,
  actor: actor.id,
  identity,
  type: command.type,
  body: command,
  ...privateColumns(privateEntry),
  counterpart: counterpart ?? null,
  document_type: document?.type ?? null,
  document_id: document?.id ?? null,
  state: 'waiting',
  batch: null,
  refusal_code: null,
  refusal_params: null,
  created_at: new Date(),
});

/** The way of a feature to the ledger: rehearsed, stored with the document, carried by the outbox, awaited. */
@Injectable()
export class Commands {
  constructor(
    private readonly transactions: Transactions,
    private readonly ledger: LedgerPort,
    private readonly identities: LedgerIdentities,
    private readonly worker: OutboxWorker,
    private readonly events: IndexEvents,
  ) {}

  /**
   * Does a request once. A repeat under the same key does nothing and returns the first document. Otherwise `plan` makes
   * the work, its commands are rehearsed on the own peer, and rows, idempotency key and commands are stored together.
   *
   * @throws DomainError `BT-IDEMPOTENCY-KEY-REUSED`, what `plan` throws, and the refusal of the first command that the
   *   ledger would refuse now; then nothing is stored.
   */
  async run(request: CommandRequest, plan: () => Promise<CommandWork>): Promise<DocumentKey> {
    const hash = createHash('sha256').update(canonicalJson(request.request)).digest('hex');
    const known = await this.#known(request, hash);
    if (known !== undefined) return known;
    const work = await plan();
    await this.rehearse(work.commands);
    const stored = await this.transactions.run(async (manager) => {
      const fresh = await manager.query<unknown[]>(
        `INSERT INTO app.idempotency (account, key, request_hash, document_type, document_id) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING RETURNING key`,
        [request.account, request.idempotencyKey, hash, work.document.type, work.document.id],
      );
      if (fresh.length === 0) return false;
      await work.write?.(manager);
      for (const command of work.commands) await this.enqueue(manager, command);
      return true;
    });
    this.worker.wake();
    if (!stored) return (await this.#known(request, hash)) ?? work.document;
    return work.document;
  }

  /** Stores a command in the outbox, in the caller's transaction; wake the worker afterwards. */
  async enqueue(manager: EntityManager, outgoing: OutgoingCommand): Promise<void> {
    const row = draftRow(outgoing);
    await manager.query(
      `INSERT INTO app.outbox_command (id, actor_kind, actor, identity, type, body, private_kind, private_name,
         private_value, counterpart, document_type, document_id, state, account)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'waiting', $13)`,
      [
        row.id,
        row.actor_kind,
        row.actor,
        row.identity,
        row.type,
        JSON.stringify(row.body),
        row.private_kind,
        row.private_name,
        row.private_value === null ? null : JSON.stringify(row.private_value),
        row.counterpart,
        row.document_type,
        row.document_id,
        outgoing.account ?? null,
      ],
    );
  }

  /** Looks for work at once. */
  wake(): void {
    this.worker.wake();
  }

  /** @throws DomainError the refusal of the first command that the ledger would refuse as things stand. */
  async rehearse(commands: readonly OutgoingCommand[]): Promise<void> {
    const rows = commands.map(draftRow);
    const [first] = rows;
    if (first === undefined) return;
    const batch = await batchOf(this.transactions.reader, rows, randomId());
    const kind = first.private_kind;
    const entries = Object.fromEntries(rows.map((row) => [row.private_name ?? '', row.private_value]));
    const results = await this.#resultsOf({
      body: canonicalJson(batch),
      identity: await this.identities.byId(first.identity),
      transient: kind === null ? undefined : { kind, entries },
      endorsers: undefined,
    });
    for (const { result } of results) {
      if (result.outcome === 'refused' && result.code !== 'BT-PARCEL-GONE')
        throw new DomainError(result.code, result.params);
    }
  }

  /** While no peer can run the chaincode nothing is rehearsed: the command waits in the outbox, visible (charter §4). */
  async #resultsOf(batch: FrozenBatch): Promise<BatchResults['results']> {
    try {
      return (await this.ledger.rehearse(batch)).results;
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      return [];
    }
  }

  /** Seal of the newest command of a document; a draft has none. */
  async seal(document: DocumentKey): Promise<Seal> {
    return (await this.seals(document.type, [document.id])).get(document.id) ?? draftSeal;
  }

  /** Seals by document id: the newest command of each. */
  async seals(type: string, ids: readonly string[]): Promise<ReadonlyMap<string, Seal>> {
    const rows = await this.transactions.reader.query<(SealRow & { document_id: string })[]>(
      `${sealQuery} WHERE o.document_type = $1 AND o.document_id = ANY($2) ORDER BY o.seq`,
      [type, ids],
    );
    return new Map(rows.map((row) => [row.document_id, sealOf(row)]));
  }

  /**
   * Waits until a document's commands are settled, at most 15 s.
   *
   * @throws DomainError the final refusal of its newest command.
   */
  async settled(document: DocumentKey): Promise<Seal> {
    const until = Date.now() + answerWithinMs;
    for (;;) {
      const seal = await this.seal(document);
      if (seal.state === 'refused' && seal.refusal !== null && isErrorCode(seal.refusal.code)) {
        throw new DomainError(seal.refusal.code, seal.refusal.params);
      }
      const rest = until - Date.now();
      if (seal.state !== 'waiting' || rest <= 0) return seal;
      await this.events.nextBlock(Math.min(rest, 300));
    }
  }

  async #known(request: CommandRequest, hash: string): Promise<DocumentKey | undefined> {
    const [row] = await this.transactions.reader.query<
      { request_hash: string; document_type: string; document_id: string }[]
    >(
      'SELECT request_hash, document_type, document_id FROM app.idempotency WHERE account = $1 AND key = $2',
      [request.account, request.idempotencyKey],
    );
    if (row === undefined) return undefined;
    if (row.request_hash !== hash)
      throw new DomainError('BT-IDEMPOTENCY-KEY-REUSED', { key: request.idempotencyKey });
    return { type: row.document_type, id: row.document_id };
  }
}
