import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { ORGANISATIONS } from '../network.js';
import type { ComparedLedger, Endorsed, PreparedTransaction } from './compared-ledger.js';
import type { ComparisonCounts } from './comparison-counts.js';
import { expectSame, type Rule } from './difference.js';
import { finalReads } from './final-reads.js';
import { programDefinitions } from './program-definitions.js';
import {
  placed,
  withoutForeignKeys,
  type History,
  type RandomTransaction,
  type Step,
} from './random-transaction.js';
import {
  isTraceable,
  regrouped,
  submitGroups,
  submitTogether,
  type Submission,
  type SubmissionOutcome,
} from './submission-plan.js';

/** A transaction and what both ledgers made of its proposal. */
interface CalledTransaction {
  readonly prepared: PreparedTransaction;
  readonly leader: Endorsed;
  readonly follower: Endorsed;
}

/** The follower cut a group into other blocks than the leader, so the two may rightly differ from here on. */
export class BlocksDiffer extends Error {
  override readonly name = 'BlocksDiffer';
}

/** How long private data may be under way between the peers of a network. */
const DISSEMINATION_TRIES = 40;
const DISSEMINATION_PAUSE_MS = 250;

/**
 * Two ledgers that are asked the same, step by step. The follower cuts its blocks as the leader did, and both are kept
 * at the same height by empty transactions, so that versions (block, transaction) are the same numbers on both.
 */
export class LedgerPair {
  #sequence = 1;
  #variant = 0;
  #histories = 0;
  #transactions = 0;
  /** A history has left its keys in different states, so nothing may look at all keys any more. */
  #diverged = false;

  constructor(
    readonly leader: ComparedLedger,
    readonly follower: ComparedLedger,
    private readonly program: string,
    readonly counts: ComparisonCounts,
  ) {}

  /**
   * Runs a history on both.
   * @throws LedgersDiffer at the first difference; BlocksDiffer when the comparison cannot go on
   */
  async run(history: History): Promise<void> {
    if (this.#histories === 0) await this.#levelAfterDeployment();
    this.#histories += 1;
    try {
      await this.#runSteps(history, `h${this.#histories}/`);
    } catch (error) {
      this.#diverged = true;
      throw error;
    }
    this.counts.histories += 1;
  }

  close(): void {
    this.leader.close();
    this.follower.close();
  }

  async #runSteps(history: History, base: string): Promise<void> {
    for (const [index, step] of history.entries()) {
      await this.#level();
      await this.#runStep(`step ${index + 1}`, this.#diverged ? withoutForeignKeys(step) : step, base);
    }
    await this.#level();
    await this.#compareStates(history, base);
  }

  async #runStep(at: string, step: Step, base: string): Promise<void> {
    const prepared = step.transactions.map((transaction) => this.#prepare(transaction, base));
    // One after the other: a proposal that is refused makes Fabric's gateway close its connections to the other peers,
    // and what it has asked them for at that moment fails as well (internal/pkg/gateway/registry.go).
    const called: CalledTransaction[] = [];
    for (const transaction of prepared) {
      const both = await Promise.all([this.leader.call(transaction), this.follower.call(transaction)]);
      called.push({ prepared: transaction, leader: both[0], follower: both[1] });
    }
    for (const {
      prepared: { name, transaction },
      leader,
      follower,
    } of called) {
      this.counts.countTransaction(transaction);
      this.#countRefusal(leader);
      const rule = ruleOf(transaction, leader, follower);
      expectSame(rule, `${at}, ${name}`, leader.comparable, follower.comparable);
    }
    if (step.upgrade !== undefined) await this.#upgrade(step.upgrade);
    const endorsed = called.filter(({ leader, follower }) => leader.envelope && follower.envelope);
    const twice = endorsed.flatMap((transaction) =>
      transaction.prepared.transaction.fault === 'submitted twice'
        ? [transaction, { ...transaction }]
        : [transaction],
    );
    if (twice.length > 0) await this.#submit(at, twice);
  }

  async #submit(at: string, called: readonly CalledTransaction[]): Promise<void> {
    const leading = called.map(({ prepared, leader }): Submission => ({ prepared, endorsed: leader }));
    const following = called.map(({ prepared, follower }): Submission => ({ prepared, endorsed: follower }));
    const first = await submitTogether(this.leader, leading);
    const groups = regrouped(leading, first).map((group) =>
      group.flatMap((submission) => following[leading.indexOf(submission)] ?? []),
    );
    const second = await submitGroups(this.follower, following, groups);
    this.#compareOutcomes(at, leading, first, second);
    // Nothing says when a block without a traceable transaction is in the state; a transaction after it does.
    if (!leading.some((submission, index) => isTraceable(submission) && first.places[index])) {
      await Promise.all([this.#fill(this.leader), this.#fill(this.follower)]);
    }
  }

  #compareOutcomes(
    at: string,
    submissions: readonly Submission[],
    leader: SubmissionOutcome,
    follower: SubmissionOutcome,
  ): void {
    submissions.forEach(({ prepared: { name } }, index) => {
      expectSame('submission', `${at}, ${name}`, leader.answers[index], follower.answers[index]);
    });
    const positions = ({ places }: SubmissionOutcome): unknown =>
      places.map((each) => each?.map(({ block, index }) => `${block}.${index}`));
    if (!isDeepStrictEqual(positions(leader), positions(follower))) {
      throw new BlocksDiffer(
        `${JSON.stringify(positions(leader))} and ${JSON.stringify(positions(follower))}`,
      );
    }
    submissions.forEach(({ prepared: { name } }, index) => {
      const [left, right] = [leader.places[index], follower.places[index]];
      this.counts.count('validation codes', left?.[0]?.code ?? 'refused by the orderer');
      expectSame(
        'validation',
        `${at}, ${name}`,
        left?.map(({ code }) => code),
        right?.map(({ code }) => code),
      );
      expectSame('status', `${at}, ${name}`, leader.statuses[index], follower.statuses[index]);
      const sets = (places: typeof left): unknown => places?.map(({ privateSets }) => privateSets);
      expectSame('privateData', `${at}, ${name}`, sets(left), sets(right));
    });
  }

  async #upgrade(variant: number): Promise<void> {
    this.#sequence += 1;
    this.#variant = variant;
    const definitions = programDefinitions(this.#sequence, this.#variant, this.program);
    await Promise.all([this.leader.network.deploy(definitions), this.follower.network.deploy(definitions)]);
    this.counts.count('transactions', 'upgrade');
    await this.#levelAfterDeployment();
  }

  /** Waits until all that others put on the ledgers is seen, then as {@link LedgerPair.#level}. */
  async #levelAfterDeployment(): Promise<void> {
    await Promise.all([this.#fill(this.leader), this.#fill(this.follower)]);
    await this.#level();
  }

  /** Waits until all peers have the same height, on both ledgers. */
  async #level(): Promise<void> {
    const heights = [...this.leader.observed, ...this.follower.observed].map(({ height }) => height);
    const highest = Math.max(...heights);
    for (const ledger of [this.leader, this.follower]) {
      while (ledger.height < highest) await this.#fill(ledger);
    }
  }

  /** A block with an empty transaction. */
  async #fill(ledger: ComparedLedger): Promise<void> {
    const prepared = this.#prepare(
      { kind: 'submit', client: ORGANISATIONS[0], program: { operations: [] }, transient: false },
      '',
    );
    const filler = { ...prepared, filler: true };
    const endorsed = await ledger.call(filler);
    if (!endorsed.envelope) throw new Error(`${ledger.name} refuses an empty transaction`);
    await submitTogether(ledger, [{ prepared: filler, endorsed }]);
  }

  async #compareStates(history: History, base: string): Promise<void> {
    const reads = finalReads(history).map((program) => placed(program, base));
    for (const client of ORGANISATIONS) {
      for (const program of reads) await this.#compareReads(client, JSON.stringify(program));
    }
  }

  /** Peers of a network get private data from each other, also a little after the block. */
  async #compareReads(client: (typeof ORGANISATIONS)[number], program: string): Promise<void> {
    const transaction = { kind: 'evaluate', client, program: { operations: [] }, transient: false } as const;
    const read = async (): Promise<readonly [object, object]> => {
      const prepared = { ...this.#prepare({ ...transaction, endorsers: [client] }, ''), program };
      const both = await Promise.all([this.leader.call(prepared), this.follower.call(prepared)]);
      return [both[0].comparable, both[1].comparable];
    };
    let [left, right] = await read();
    for (let i = 0; i < this.#disseminationTries && !isDeepStrictEqual(left, right); i += 1) {
      await delay(DISSEMINATION_PAUSE_MS);
      [left, right] = await read();
    }
    this.counts.count('transactions', 'state read at the end');
    expectSame('state', `state of ${client}`, left, right);
  }

  get #disseminationTries(): number {
    return [this.leader, this.follower].some(({ network }) => network.kind === 'fabric')
      ? DISSEMINATION_TRIES
      : 0;
  }

  #prepare(transaction: RandomTransaction, base: string): PreparedTransaction {
    this.#transactions += 1;
    return {
      name: `T${this.#transactions}`,
      transaction,
      program: JSON.stringify(placed(transaction.program, base)),
      nonce: randomBytes(24),
      time: Math.floor(Date.now() / 1000),
    };
  }

  #countRefusal({ comparable }: Endorsed): void {
    if ('refused' in comparable) this.counts.count('gRPC refusals', String(comparable.refused));
  }
}

function ruleOf(transaction: RandomTransaction, ...called: readonly Endorsed[]): Rule {
  if (transaction.kind === 'evaluate') return 'evaluation';
  return called.some(({ envelope }) => !envelope) ? 'endorsement' : 'effect';
}
