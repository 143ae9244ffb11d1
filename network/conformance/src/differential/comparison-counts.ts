import { OPERATIONS, type Program, type RandomTransaction } from './random-transaction.js';

/** What has been compared so far: the figures of a report. */
export class ComparisonCounts {
  histories = 0;
  /** Histories given up because the follower's blocks were cut in another way. */
  abandoned = 0;
  /** Transactions and evaluations. */
  compared = 0;
  readonly #kinds = new Map<string, Map<string, number>>();

  /** Adds one to `name` of a kind of figure. */
  count(kind: string, name: string): void {
    const names = this.#kinds.get(kind) ?? new Map<string, number>();
    names.set(name, (names.get(name) ?? 0) + 1);
    this.#kinds.set(kind, names);
  }

  /** Adds a transaction and its operations. */
  countTransaction({ kind, program, fault }: RandomTransaction): void {
    this.compared += 1;
    this.count('transactions', kind);
    if (fault !== undefined) this.count('faults', fault);
    this.#countOperations(program);
  }

  /** All figures: totals, then by kind, most frequent first; operations that were never run are there with 0. */
  summary(): object {
    const { histories, abandoned, compared } = this;
    return { histories, abandoned, compared, ...this.#table() };
  }

  #table(): Readonly<Record<string, Readonly<Record<string, number>>>> {
    const kinds = new Map(this.#kinds);
    const operations = new Map<string, number>(OPERATIONS.map((name) => [name, 0]));
    for (const [name, number] of kinds.get('operations') ?? []) operations.set(name, number);
    kinds.set('operations', operations);
    return Object.fromEntries(
      [...kinds].map(([kind, names]) => [
        kind,
        Object.fromEntries([...names].sort(([, left], [, right]) => right - left)),
      ]),
    );
  }

  #countOperations({ operations }: Program): void {
    for (const operation of operations) {
      this.count('operations', operation.op);
      if (operation.program) this.#countOperations(operation.program);
    }
  }
}
