import { setTimeout as pause } from 'node:timers/promises';
import type { DeviceCapabilities, DeviceState } from '@baytrace/domain/devices';
import { DeviceLinkError, unfitFor } from '../devices/driver.js';
import type { DeviceDriver, DeviceSession } from '../devices/driver.js';
import { drivers } from '../devices/driver-register.js';
import type { Journal } from '../journal/journal.js';
import type { Log } from '../process/run-program.js';
import type { DeviceConfig } from './device-file.js';
import { JobRun } from './job-run.js';

const retryMs = 250;
const idleMs = 1000;

/** How a line is, as its state message tells. */
export type LineCondition = Pick<DeviceState, 'condition' | 'fault' | 'job'>;

/** One device at work: connects, settles what was in flight, runs its jobs in order; never gives up on its own. */
export class Line {
  readonly driver: DeviceDriver;
  private known: DeviceCapabilities | undefined;
  private condition: LineCondition = { condition: 'connecting' };
  private session: DeviceSession | undefined;
  private stopping = new AbortController();
  private work = Promise.resolve();
  private idle: AbortController | undefined;

  constructor(
    readonly config: DeviceConfig,
    private readonly journal: Journal,
    private readonly log: Log,
    private readonly changed: () => void,
  ) {
    this.driver = drivers[config.driver];
    journal.on('job', (device) => {
      if (device === config.device) this.idle?.abort();
    });
  }

  /** What the device said it can do, since it was first connected. */
  get capabilities(): DeviceCapabilities | undefined {
    return this.known;
  }

  get state(): LineCondition {
    return this.condition;
  }

  /** Starts work; `failed` is told of a defect that ended it. */
  start(failed: (error: unknown) => void): void {
    this.work = this.run().catch(failed);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.idle?.abort();
    await this.work;
  }

  private isStopped(): boolean {
    return this.stopping.signal.aborted;
  }

  private async run(): Promise<void> {
    while (!this.isStopped()) {
      try {
        this.session = await this.driver.connect(this.config);
        this.known = this.session.capabilities;
        this.log('device connected', { device: this.config.device, identity: this.session.identity });
        await this.session.clear();
        await this.serve(this.session);
      } catch (error) {
        if (!(error instanceof DeviceLinkError)) throw error;
        this.become({ condition: 'offline' }, error.message);
        await pause(retryMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      } finally {
        this.session?.close();
      }
    }
  }

  private async serve(session: DeviceSession): Promise<void> {
    while (!this.isStopped()) {
      const record = this.journal.activeJob(this.config.device);
      const terms = record?.state === 'open' ? record.terms : null;
      const unfit = terms === null ? undefined : unfitFor(session.capabilities, terms.textLength);
      if (record === undefined || unfit !== undefined) {
        this.become(unfit === undefined ? { condition: 'idle' } : { condition: 'fault', fault: unfit });
        await this.rest();
        await session.free(); // a device that went away is noticed here
      } else {
        this.become({ condition: 'marking', job: record.job });
        await new JobRun(session, this.journal, record.job, () => this.isStopped()).run();
      }
    }
  }

  /** Waits a while, or until a job of this device changes. */
  private async rest(): Promise<void> {
    this.idle = new AbortController();
    const signal = AbortSignal.any([this.idle.signal, this.stopping.signal]);
    await pause(idleMs, undefined, { signal }).catch(() => undefined);
  }

  private become(next: LineCondition, reason?: string): void {
    if (JSON.stringify(next) === JSON.stringify(this.condition)) return;
    this.condition = next;
    this.log('device state', {
      device: this.config.device,
      ...next,
      ...(reason === undefined ? {} : { reason }),
    });
    this.changed();
  }
}
