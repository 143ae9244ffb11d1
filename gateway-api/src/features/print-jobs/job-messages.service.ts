import { Inject, Injectable } from '@nestjs/common';
import { indexesAt, type JobReply } from '@baytrace/domain/devices';
import { GatewayConfig } from '../../config/gateway-config.js';
import { randomId } from '../../platform/random-id.js';
import { PrintedCodes } from '../code-blocks/printed-codes.service.js';
import { DeviceLink } from '../devices/device-link.service.js';
import type { JobRow } from './print-job.rows.js';

/** How long a message may be obeyed; it is signed anew each time it is sent. */
const lifeMs = 60_000;

/** Turns what the state machine owes a bridge into signed messages; texts of codes are made when they are sent. */
@Injectable()
export class JobMessages {
  constructor(
    @Inject(GatewayConfig) private readonly config: GatewayConfig,
    private readonly printedCodes: PrintedCodes,
    private readonly link: DeviceLink,
  ) {}

  /** Sends in order; stops at the first that cannot be sent (no connection): all of them are sent again later. */
  async send(job: JobRow, replies: readonly JobReply[]): Promise<void> {
    for (const reply of replies) {
      if (!(await this.link.send(job.device, await this.#message(job, reply)))) return;
    }
  }

  async #message(job: JobRow, reply: JobReply): Promise<object> {
    const envelope = {
      v: 1,
      id: randomId(),
      jurisdiction: this.config.jurisdiction,
      device: job.device,
      job: job.id,
      epoch: job.record.epoch,
      expires: Date.now() + lifeMs,
    };
    if (reply.type === 'job') return { ...envelope, ...(await this.#offer(job)) };
    if (reply.type !== 'refill') return { ...envelope, ...reply };
    const { type, sequence, from, upTo } = reply;
    return { ...envelope, type, sequence, from, codes: await this.#codes(job, from, upTo) };
  }

  async #offer(job: JobRow): Promise<object> {
    const { uriLength } = await this.printedCodes.printer(job.locator);
    const { locator, total, record } = job;
    const terms = { locator, product: job.product_name, level: 'item', total, textLength: uriLength };
    return { type: 'job', ...terms, chunkSize: record.chunkSize };
  }

  async #codes(job: JobRow, from: number, upTo: number): Promise<object[]> {
    const printer = await this.printedCodes.printer(job.locator);
    const codes = [...printer.portions(indexesAt(job.record, from, upTo))].flat();
    return codes.map(({ index, uri }, at) => ({ position: from + at, index, text: uri }));
  }
}
