import { randomUUID } from 'node:crypto';
import {
  commandsDue,
  commandsOnConnect,
  deviceMessageType,
  deviceStateSchema,
  deviceTopics,
  indexesAt,
  jobReportSchema,
  reduceReport,
  totalOf,
} from '@baytrace/domain/devices';
import type { DeviceState, JobReply, PrintJob } from '@baytrace/domain/devices';
import { indexesOf } from '@baytrace/domain/ranges';
import { CompactSign, compactVerify, exportJWK, generateKeyPair, importJWK } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import mqtt from 'mqtt';
import type { MqttClient } from 'mqtt';

export const jurisdiction = 'GD';
export const device = 'line-1';
const topics = deviceTopics(jurisdiction, device);

/** Text of a code, as long as a GS1 Digital Link. */
export const textOf = (job: string, index: number): string =>
  `HTTPS://ID.EXAMPLE.CN/01/09521234543213/21/${job.toUpperCase()}${String(index).padStart(8, '0')}`;

/** A gateway as small as it can be: the pure state machine of the domain between MQTT and a variable. */
export class TestGateway {
  job: PrintJob | undefined;
  state: DeviceState | undefined;
  readonly marks: number[] = [];
  /** Every command sent, for replays. */
  readonly sent: string[] = [];
  private client: MqttClient | undefined;
  private timer: NodeJS.Timeout | undefined;

  private constructor(
    private readonly key: CryptoKey,
    readonly publicKey: JWK,
  ) {}

  static async make(): Promise<TestGateway> {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    return new TestGateway(privateKey, { ...(await exportJWK(publicKey)), kid: 'gateway-gd' });
  }

  async connect(port: number, password: string, bridgeKey: () => JWK): Promise<void> {
    const login = { username: 'gateway-gd', password, clientId: 'gateway-gd', protocolVersion: 4 as const };
    const client = mqtt.connect(`mqtt://127.0.0.1:${port}`, { ...login, clean: false, reconnectPeriod: 200 });
    this.client = client;
    client.on('connect', () => {
      client.subscribe([topics.reports, topics.state], { qos: 1 }, () => {
        if (this.job !== undefined) void this.sendAll(commandsOnConnect(this.job));
      });
    });
    client.on('error', () => undefined);
    client.on('message', (topic, payload) => {
      void this.receive(topic, payload.toString(), bridgeKey());
    });
    this.timer = setInterval(() => {
      if (this.job !== undefined) void this.sendAll(commandsDue(this.job));
    }, 300);
    await new Promise((resolve) => client.once('connect', resolve));
  }

  publish(jws: string): void {
    if (this.client?.connected === true) this.client.publish(topics.jobs, jws, { qos: 1 });
  }

  async sign(message: object, key = this.key): Promise<string> {
    return new CompactSign(new TextEncoder().encode(JSON.stringify(message)))
      .setProtectedHeader({ alg: 'ES256', kid: 'gateway-gd', typ: deviceMessageType })
      .sign(key);
  }

  /** Envelope and body of a reply to the bridge. */
  message(job: PrintJob, reply: JobReply, expires = Date.now() + 60_000): object {
    const envelope = {
      v: 1,
      id: randomUUID(),
      jurisdiction,
      device,
      job: job.job,
      epoch: job.epoch,
      expires,
    };
    if (reply.type === 'job') {
      const terms = { locator: 'ABCDEF', product: '荔枝蜜 500 g', level: 'item', textLength: 100 };
      return { ...envelope, type: 'job', ...terms, total: totalOf(job), chunkSize: job.chunkSize };
    }
    if (reply.type !== 'refill') return { ...envelope, ...reply };
    const { sequence, from, upTo } = reply;
    const codes = [...indexesOf(indexesAt(job, from, upTo))].map((index, at) => ({
      ...{ position: from + at, index, text: textOf(job.job, index) },
    }));
    return { ...envelope, type: 'refill', sequence, from, codes };
  }

  async sendAll(replies: readonly JobReply[]): Promise<void> {
    for (const reply of replies) {
      const { job } = this;
      if (job === undefined) return;
      const jws = await this.sign(this.message(job, reply));
      this.sent.push(jws);
      this.publish(jws);
    }
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.client?.endAsync(true);
  }

  private async receive(topic: string, jws: string, bridgeKey: JWK): Promise<void> {
    const { payload } = await compactVerify(jws, await importJWK(bridgeKey, 'ES256'), {
      algorithms: ['ES256'],
    });
    const message: unknown = JSON.parse(new TextDecoder().decode(payload));
    if (topic === topics.state) {
      this.state = deviceStateSchema.parse(message);
      return;
    }
    if (this.job === undefined) return;
    const { job, replies, newlyMarked } = reduceReport(this.job, jobReportSchema.parse(message));
    this.job = job;
    this.marks.push(...indexesOf(newlyMarked));
    await this.sendAll(replies);
  }
}
