import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { commandsDue } from '@baytrace/domain/devices';
import { Transactions } from '../../platform/database/transactions.js';
import { IndexEvents } from '../../ledger/indexer/index-events.js';
import { DeviceLink } from '../devices/device-link.service.js';
import { JobMessages } from './job-messages.service.js';
import { MarkedCodes } from './marked-codes.service.js';
import { type JobRow, openJobs } from './print-job.rows.js';

const roundMs = 1000;
/** Pauses between repeats of an unanswered offer or cancellation, up to the longest. */
const firstPauseMs = 2000;
const longestPauseMs = 30_000;

interface Sending {
  readonly due: string;
  readonly at: number;
  readonly pauseMs: number;
}

/**
 * Goes through the open jobs: sends what is due until it is answered, and has marked codes assigned. All it needs is
 * in the database, so after a crash it goes on where it was.
 */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger(JobRunner.name);
  readonly #sent = new Map<string, Sending>();
  #stopped = false;
  #loop: Promise<void> | undefined;
  #wake: (() => void) | undefined;
  #isWoken = false;

  constructor(
    private readonly transactions: Transactions,
    private readonly events: IndexEvents,
    private readonly link: DeviceLink,
    private readonly messages: JobMessages,
    private readonly markedCodes: MarkedCodes,
  ) {}

  onApplicationBootstrap(): void {
    this.events.onBlock(() => {
      this.wake();
    });
    this.#loop = this.#run();
  }

  async onApplicationShutdown(): Promise<void> {
    this.#stopped = true;
    this.wake();
    await this.#loop;
  }

  /** Looks for work at once instead of at the next round. */
  wake(): void {
    this.#isWoken = true;
    this.#wake?.();
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      this.#isWoken = false;
      try {
        for (const job of await openJobs(this.transactions.reader)) await this.#serve(job);
      } catch (error) {
        this.#logger.warn(`jobs: ${error instanceof Error ? error.message : 'unknown'}`);
      }
      await this.#nap();
    }
  }

  async #nap(): Promise<void> {
    if (this.#isWoken) return;
    const timer = new AbortController();
    const woken = new Promise<void>((resolve) => (this.#wake = resolve));
    await Promise.race([woken, delay(roundMs, undefined, { signal: timer.signal }).catch(() => undefined)]);
    timer.abort();
  }

  /** One job's trouble does not hold up the others. */
  async #serve(job: JobRow): Promise<void> {
    try {
      await this.#send(job);
      await this.markedCodes.assign(job.id);
    } catch (error) {
      this.#logger.warn(`job ${job.id}: ${error instanceof Error ? error.message : 'unknown'}`);
    }
  }

  /** Codes are offered only when the ledger has confirmed that they left the pool. */
  async #send(job: JobRow): Promise<void> {
    const due = commandsDue(job.record);
    if (job.draw_state !== 'done' || job.closed_at !== null || due.length === 0) {
      this.#sent.delete(job.id);
      return;
    }
    const types = due.map(({ type }) => type).join(' ');
    const known = this.#sent.get(job.id);
    const last = known?.due === types ? known : undefined;
    if (!this.link.isConnected || (last !== undefined && Date.now() < last.at + last.pauseMs)) return;
    const pauseMs = Math.min(last === undefined ? firstPauseMs : last.pauseMs * 2, longestPauseMs);
    this.#sent.set(job.id, { due: types, at: Date.now(), pauseMs });
    await this.messages.send(job, due);
  }
}
