import { CommitError, GatewayError, type Contract } from '@hyperledger/fabric-gateway';
import { setTimeout as delay } from 'node:timers/promises';

/** Validation code of a transaction that read what another one changed (fabric-protos, TxValidationCode). */
const mvccConflict = 11;

/** What became of a load of transactions. */
export interface LoadReport {
  /** Keys whose write was confirmed as committed and valid. */
  readonly confirmed: readonly string[];
  /** Transactions that were committed as MVCC_READ_CONFLICT. */
  readonly conflicts: number;
  /** Transactions whose endorsement was refused, by what the gateway said. */
  readonly refusals: readonly string[];
  /** Anything else: transactions of which nobody knows what became. */
  readonly lost: readonly string[];
  /** Most attempts that one write needed. */
  readonly mostAttempts: number;
}

/** Writes new keys with several clients at once, over and over, until told to stop; whatever fails is tried again. */
export class Load {
  private readonly confirmed: string[] = [];
  private readonly refusals: string[] = [];
  private readonly lost: string[] = [];
  private conflicts = 0;
  private mostAttempts = 0;
  private running = true;
  private readonly workers: Promise<void>[];

  constructor(contracts: readonly Contract[], clientsOfEach: number) {
    this.workers = contracts.flatMap((contract, place) =>
      Array.from({ length: clientsOfEach }, (_, client) => this.work(contract, `${place}-${client}`)),
    );
  }

  get count(): number {
    return this.confirmed.length;
  }

  /** Waits until so many more writes are confirmed. */
  async goOn(writes: number): Promise<void> {
    const goal = this.count + writes;
    while (this.count < goal) await delay(20);
  }

  /** Lets every transaction in flight end. */
  async end(): Promise<LoadReport> {
    this.running = false;
    await Promise.all(this.workers);
    const { confirmed, conflicts, refusals, lost, mostAttempts } = this;
    return { confirmed, conflicts, refusals, lost, mostAttempts };
  }

  private async work(contract: Contract, client: string): Promise<void> {
    for (let number = 0; this.running; number += 1) {
      const key = `${client}-${number}`;
      for (let attempt = 1; !(await this.write(contract, key)); attempt += 1) {
        this.mostAttempts = Math.max(this.mostAttempts, attempt + 1);
        if (attempt === 20)
          throw new Error(`${key} was not written in 20 attempts: ${this.refusals.at(-1) ?? ''}`);
        await delay(50);
      }
      this.confirmed.push(key);
    }
  }

  private async write(contract: Contract, key: string): Promise<boolean> {
    try {
      await contract.submitTransaction('put', key, key);
      return true;
    } catch (error) {
      this.note(error);
      return false;
    }
  }

  private note(error: unknown): void {
    if (error instanceof CommitError && error.code === mvccConflict) this.conflicts += 1;
    else if (error instanceof GatewayError && error.name === 'EndorseError')
      this.refusals.push(reason(error));
    else this.lost.push(String(error));
  }
}

function reason(error: GatewayError): string {
  const [detail] = error.details;
  return detail === undefined ? error.message : detail.message;
}
