import { deviceStateSchema, deviceTopics } from '@baytrace/domain/devices';
import type { DeviceState, DeviceTopics } from '@baytrace/domain/devices';
import type { Jurisdiction } from '@baytrace/domain/ledger';
import mqtt from 'mqtt';
import type { MqttClient } from 'mqtt';
import type { Journal } from '../journal/journal.js';
import type { DeviceConfig } from '../line/device-file.js';
import { Line } from '../line/line.js';
import type { BridgeKey } from '../messages/bridge-key.js';
import type { GatewayKeys } from '../messages/gateway-keys.js';
import { RefusedMessage, signMessage, verifyMessage } from '../messages/signed-message.js';
import type { Log } from '../process/run-program.js';
import { CommandIntake } from './command-intake.js';
import { ReportSender } from './report-sender.js';

const turnMs = 250;

/** What all devices of a bridge share. */
export interface BridgeContext {
  readonly journal: Journal;
  readonly jurisdiction: Jurisdiction;
  readonly key: BridgeKey;
  readonly gatewayKeys: GatewayKeys;
  readonly mqttUrl: string;
  readonly log: Log;
  /** Told of a defect that the bridge cannot work around. */
  readonly failed: (error: unknown) => void;
}

/** MQTT name and password of one device's connection. */
export interface MqttLogin {
  readonly user: string;
  readonly password: string;
}

/** One device towards the gateway: its MQTT connection, last will, commands in, reports and state out. */
export class DeviceLink {
  readonly line: Line;
  private readonly topics: DeviceTopics;
  private readonly intake: CommandIntake;
  private readonly sender: ReportSender;
  private client: MqttClient | undefined;
  private timer: NodeJS.Timeout | undefined;
  private turn = Promise.resolve();
  private dueQueued = false;

  constructor(
    private readonly context: BridgeContext,
    private readonly config: DeviceConfig,
  ) {
    const { journal, jurisdiction, log } = context;
    this.topics = deviceTopics(jurisdiction, config.device);
    this.line = new Line(config, journal, log, () => {
      this.inTurn(() => this.publishState());
    });
    this.intake = new CommandIntake(journal, jurisdiction, this.line);
    this.sender = new ReportSender(journal, jurisdiction, config.device, (report) =>
      this.publish(this.topics.reports, report),
    );
    journal.on('job', (device) => {
      if (device === config.device) this.sendDue();
    });
  }

  /** Connects, for ever: a broker that is away or forgot all is tried and told again. */
  async start({ user, password }: MqttLogin): Promise<void> {
    const will = await signMessage(this.state(false), this.context.key);
    this.client = mqtt.connect(this.context.mqttUrl, {
      ...{ protocolVersion: 4, clean: false, clientId: `${user}/${this.config.device}` },
      ...{ username: user, password, reconnectPeriod: 500, connectTimeout: 5000, keepalive: 10 },
      ...{ queueQoSZero: false, resubscribe: false, reconnectOnConnackError: true },
      will: { topic: this.topics.state, payload: Buffer.from(will), qos: 1, retain: true },
    });
    this.client.on('connect', () => {
      this.inTurn(() => this.connected());
    });
    this.client.on('error', (error) => {
      this.context.log('mqtt error', { device: this.config.device, error: error.message });
    });
    this.client.on('message', (_topic, payload) => {
      this.inTurn(() => this.take(payload));
    });
    this.timer = setInterval(() => {
      this.sendDue();
    }, turnMs);
    this.line.start(this.context.failed);
  }

  /** Stops the line, says so, and leaves the broker. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.line.stop();
    await this.turn;
    if (this.client?.connected === true) await this.publish(this.topics.state, this.state(false), true);
    await this.client?.endAsync(true);
  }

  private async connected(): Promise<void> {
    try {
      await this.client?.subscribeAsync(this.topics.jobs, { qos: 1 });
    } catch (error) {
      this.context.log('subscription failed', { device: this.config.device, error: String(error) });
      return; // refused, or the broker went away again: the next connection tries anew
    }
    this.context.log('mqtt connected', { device: this.config.device });
    this.sender.forgetSent();
    await this.publishState();
    await this.sender.sendDue(Date.now());
  }

  private async take(payload: Buffer): Promise<void> {
    try {
      const message = await verifyMessage(payload, this.context.gatewayKeys);
      const answer = await this.intake.take(message);
      const job = (message as { job: string }).job; // the intake checked it
      if (answer === undefined) return;
      this.sender.offerRepeated(Date.now());
      await this.sender.send(job, answer);
    } catch (error) {
      if (!(error instanceof RefusedMessage)) throw error;
      this.context.log('message refused', { device: this.config.device, reason: error.message });
      await this.context.journal.countRefusal(error.kind);
    }
  }

  private sendDue(): void {
    if (this.dueQueued || this.client?.connected !== true) return;
    this.dueQueued = true;
    this.inTurn(async () => {
      this.dueQueued = false;
      await this.sender.sendDue(Date.now());
    });
  }

  private async publishState(): Promise<void> {
    await this.publish(this.topics.state, this.state(true), true);
  }

  /** Sends when connected; otherwise nothing, because everything of weight is sent again after connecting. */
  private async publish(topic: string, message: object, retain = false): Promise<void> {
    if (this.client?.connected !== true) return;
    const jws = await signMessage(message, this.context.key);
    this.client.publish(topic, jws, { qos: 1, retain }, (error) => {
      if (error) this.context.log('publication lost', { topic, error: error.message });
    });
  }

  private state(online: boolean): DeviceState {
    const { journal, jurisdiction, key } = this.context;
    const { device, kind, driver } = this.config;
    return deviceStateSchema.parse({
      ...{ v: 1, type: 'state', jurisdiction, device, online, kind, driver, ...this.line.state },
      ...(this.line.capabilities === undefined ? {} : { capabilities: this.line.capabilities }),
      ...{ journal: journal.name, boot: journal.boot, refusals: journal.refusalCounts },
      ...{ key: key.publicKey, at: Date.now() },
    });
  }

  private inTurn(work: () => Promise<void>): void {
    this.turn = this.turn.then(work).catch(this.context.failed);
  }
}
