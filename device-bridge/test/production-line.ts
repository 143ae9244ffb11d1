import { mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { PrintJob } from '@baytrace/domain/devices';
import type { JWK } from 'jose';
import { hashPassword } from '../src/broker/password-hash.js';
import { ProgramProcess } from './program-process.js';
import { device, jurisdiction, TestGateway } from './test-gateway.js';

const password = 'only-for-this-test';

/** Broker, bridge and virtual coder as processes on free ports, and a gateway: what a test kills and watches. */
export class ProductionLine {
  readonly folder = mkdtempSync(join(tmpdir(), 'baytrace-line-'));
  readonly tape = join(this.folder, 'tape.tsv');
  private brokerPort = 0;
  private coderPort = 0;
  readonly broker = new ProgramProcess('broker', () => [
    ...['--port', String(this.brokerPort), '--credentials', this.path('credentials.json')],
  ]);
  readonly coder = new ProgramProcess('virtual-coder', () => [
    ...['--port', String(this.coderPort), '--tape', this.tape, '--state', this.path('coder')],
    ...this.coderArgs,
  ]);
  readonly bridge = new ProgramProcess('bridge', () => [
    ...['--mqtt', `mqtt://127.0.0.1:${this.brokerPort}`, '--user', 'bridge-gd'],
    ...['--password-file', this.path('password'), '--state', this.path('bridge')],
    ...['--devices', this.path('devices.json'), '--gateway-keys', this.path('gateway.jwks.json')],
    ...['--key', this.path('bridge.key.json')],
  ]);

  private constructor(
    readonly gateway: TestGateway,
    private readonly coderArgs: readonly string[],
  ) {}

  /** Starts all of it; `coderArgs` go to the coder. */
  static async start(coderArgs: readonly string[] = []): Promise<ProductionLine> {
    const line = new ProductionLine(await TestGateway.make(), coderArgs);
    await line.writeCredentials();
    line.brokerPort = Number((await line.broker.start())['port']);
    line.coderPort = Number((await line.coder.start())['port']);
    line.write('devices.json', {
      jurisdiction,
      devices: [
        { device, kind: 'laser', driver: 'serialised-text', host: '127.0.0.1', port: line.coderPort },
      ],
    });
    line.write('gateway.jwks.json', { keys: [line.gateway.publicKey] });
    writeFileSync(line.path('password'), `${password}\n`);
    await line.bridge.start();
    await line.gateway.connect(line.brokerPort, password, () => line.bridgeKey());
    return line;
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  get port(): number {
    return this.brokerPort;
  }

  write(name: string, value: unknown): void {
    writeFileSync(this.path(name), JSON.stringify(value));
  }

  /** What the bridge may do at the broker. */
  async writeCredentials(): Promise<void> {
    const passwordHash = await hashPassword(password);
    const base = `baytrace/gd/${device}`;
    this.write('credentials.json', {
      users: [
        {
          ...{ name: 'gateway-gd', passwordHash, publish: ['baytrace/gd/+/jobs'] },
          subscribe: ['baytrace/gd/+/reports', 'baytrace/gd/+/state'],
        },
        {
          ...{ name: 'bridge-gd', passwordHash, publish: [`${base}/reports`, `${base}/state`] },
          subscribe: [`${base}/jobs`],
        },
      ],
    });
  }

  bridgeKey(): JWK {
    return JSON.parse(readFileSync(this.path('bridge.key.json.pub'), 'utf8')) as JWK;
  }

  /** Texts on the tape, in order. */
  marked(): string[] {
    if (!existsSync(this.tape)) return [];
    const lines = readFileSync(this.tape, 'utf8').split('\n').slice(0, -1);
    return lines.map((line) => line.split('\t')[3] ?? '');
  }

  /** Waits until `done`; names what was waited for when it takes too long. */
  async until(what: string, done: () => boolean, timeout = 25_000): Promise<void> {
    const end = Date.now() + timeout;
    while (!done()) {
      if (Date.now() > end) {
        const { job } = this.gateway;
        throw new Error(
          `${what}: not in time; tape ${this.marked().length}, job ${JSON.stringify({ ...job, ahead: job?.ahead.length })}\n${this.bridge.log.slice(-20).join('')}`,
        );
      }
      await pause(20);
    }
  }

  /** The gateway goes away, keeps what it stored, and comes back. */
  async restartGateway(downMs: number): Promise<void> {
    const { gateway } = this;
    await gateway.close();
    const stored = JSON.stringify(gateway.job);
    await pause(downMs);
    gateway.job = JSON.parse(stored) as PrintJob;
    await gateway.connect(this.brokerPort, password, () => this.bridgeKey());
  }

  async stop(): Promise<void> {
    await this.gateway.close();
    for (const program of [this.bridge, this.coder, this.broker]) await program.end('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}
