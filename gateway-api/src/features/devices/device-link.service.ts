import { readFileSync } from 'node:fs';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { deviceTopics, type JobReport, jobReportSchema } from '@baytrace/domain/devices';
import mqtt, { type MqttClient } from 'mqtt';
import { GatewayConfig } from '../../config/gateway-config.js';
import { OneAtATime } from '../../platform/one-at-a-time.js';
import { DeviceStates } from './device-states.service.js';
import { RefusedMessage, signMessage, verifiedPayload } from './signed-message.js';
import { openSigningKey, type SigningKey } from './signing-key.js';

/** Who hears verified reports. It must store what it learns before it answers: nothing here is repeated. */
export type ReportListener = (report: JobReport) => Promise<void>;

/**
 * The gateway's end of MQTT (3.1.1, QoS 1). Without a broker address it is idle. The broker is disposable: whatever
 * is lost there is sent again by the two ends (charter §7).
 */
@Injectable()
export class DeviceLink implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger(DeviceLink.name);
  readonly #perDevice = new OneAtATime();
  readonly #listeners: ReportListener[] = [];
  #key: SigningKey | undefined;
  #client: MqttClient | undefined;

  constructor(
    @Inject(GatewayConfig) private readonly config: GatewayConfig,
    private readonly states: DeviceStates,
  ) {}

  /** True when a broker is configured. */
  get isConfigured(): boolean {
    return this.config.mqtt !== undefined;
  }

  /** True while the broker is reached; only then is anything known of devices. */
  get isConnected(): boolean {
    return this.#client?.connected === true;
  }

  onReport(listener: ReportListener): void {
    this.#listeners.push(listener);
  }

  /** The public key is on disk before the gateway is ready: bridges wait for it. */
  async onModuleInit(): Promise<void> {
    if (this.isConfigured) this.#key = await openSigningKey(this.config.state.folder);
  }

  onApplicationBootstrap(): void {
    if (this.config.mqtt === undefined) return;
    const { url, user, passwordFile } = this.config.mqtt;
    const all = deviceTopics(this.config.jurisdiction, '+');
    const client = mqtt.connect(url, {
      ...{ protocolVersion: 4, clean: true, reconnectPeriod: 1000, connectTimeout: 5000 },
      clientId: user ?? `gateway-${this.config.jurisdiction.toLowerCase()}`,
      ...(user === undefined ? {} : { username: user }),
      ...(passwordFile === undefined
        ? {}
        : { password: readFileSync(passwordFile, 'utf8').replace(/\r?\n$/u, '') }),
    });
    client.on('connect', () => {
      client.subscribe([all.reports, all.state], { qos: 1 }, (error) => {
        if (error !== null) this.#logger.warn(`subscription: ${error.message}`);
      });
    });
    client.on('error', (error) => {
      this.#logger.warn(`MQTT: ${error.message}`);
    });
    client.on('message', (topic, payload) => {
      void this.#take(topic, payload);
    });
    this.#client = client;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#client?.endAsync(true);
  }

  /** Signs and publishes a message on a device's job topic; false while there is no connection (send again later). */
  async send(device: string, message: object): Promise<boolean> {
    const client = this.#client;
    if (client?.connected !== true || this.#key === undefined) return false;
    const jws = await signMessage(message, this.#key);
    client.publish(deviceTopics(this.config.jurisdiction, device).jobs, jws, { qos: 1 }, (error) => {
      if (error instanceof Error) this.#logger.warn(`publish: ${error.message}`);
    });
    return true;
  }

  /** Messages of a device are taken one after the other, in the order they came. */
  async #take(topic: string, payload: Buffer): Promise<void> {
    const [, , device = '', kind] = topic.split('/');
    try {
      await this.#perDevice.run(device, () =>
        kind === 'state' ? this.states.take(device, payload) : this.#report(device, payload),
      );
    } catch (error) {
      const why = error instanceof Error ? error.message : 'unknown';
      this.#logger.warn(`${error instanceof RefusedMessage ? 'refused' : 'failed'}: ${topic}: ${why}`);
    }
  }

  async #report(device: string, payload: Buffer): Promise<void> {
    const parsed = jobReportSchema.safeParse(await verifiedPayload(payload, await this.states.keyOf(device)));
    if (!parsed.success) throw new RefusedMessage(parsed.error.issues[0]?.message ?? 'no report');
    const report = parsed.data;
    if (report.device !== device || report.jurisdiction !== this.config.jurisdiction) {
      throw new RefusedMessage('report of another device');
    }
    if (report.expires <= Date.now()) throw new RefusedMessage('expired');
    for (const listener of this.#listeners) await listener(report);
  }
}
