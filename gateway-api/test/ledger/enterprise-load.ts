import { setTimeout as delay } from 'node:timers/promises';
import type { OutgoingCommand } from '../../src/ledger/outbox/outbox-command.js';
import type { TestGateway } from '../support/gateway.js';
import { Caller, purchase } from './outgoing-commands.js';

/** What callers met. */
export interface LoadReport {
  readonly begunAt: Date;
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

/** Enterprises that record one purchase after the other and wait for each to be committed. */
export class EnterpriseLoad {
  #accepted: string[] = [];
  #acknowledged: string[] = [];
  #waitsMs: number[] = [];
  #errors: string[] = [];
  #begunAt = new Date();
  #going = false;
  #callers: Promise<void>[] = [];

  private constructor(
    private readonly caller: Caller,
    private readonly enterprises: readonly { readonly id: string; readonly identity: string }[],
  ) {}

  /** Registers `count` enterprises of the gateway's jurisdiction. */
  static async prepare(gateway: TestGateway, count: number): Promise<EnterpriseLoad> {
    const caller = new Caller(gateway);
    return new EnterpriseLoad(caller, await caller.register(count));
  }

  /** Lets every enterprise work until `stop`. */
  start(): void {
    this.#going = true;
    this.#begunAt = new Date();
    [this.#accepted, this.#acknowledged, this.#waitsMs, this.#errors] = [[], [], [], []];
    this.#callers = this.enterprises.map((enterprise) => this.#work(enterprise));
  }

  /** Ends the load once every accepted command is acknowledged. */
  async stop(): Promise<LoadReport> {
    this.#going = false;
    await Promise.all(this.#callers);
    const sorted = [...this.#waitsMs].sort((a, b) => a - b);
    return {
      begunAt: this.#begunAt,
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
      await this.caller.committed(id);
      this.#waitsMs.push(performance.now() - begun);
      this.#acknowledged.push(id);
    }
  }

  async #request(outgoing: OutgoingCommand): Promise<boolean> {
    try {
      await this.caller.run([outgoing]);
      return true;
    } catch (error) {
      this.#errors.push(error instanceof Error ? error.message : String(error));
      await delay(100);
      return false;
    }
  }
}
