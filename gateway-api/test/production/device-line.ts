import { spawn, type ChildProcess, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const programs = path.resolve(
  path.dirname(createRequire(import.meta.url).resolve('../../package.json')),
  '../device-bridge/dist',
);
const password = 'only-for-this-test';

/** Broker, bridge and virtual coder as real processes: the line that a gateway under test prints on. */
export class DeviceLine {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'baytrace-device-line-'));
  readonly #children: ChildProcess[] = [];
  #brokerPort = 0;

  /** Starts the broker; the gateway of the test may connect. */
  static async withBroker(): Promise<DeviceLine> {
    const line = new DeviceLine();
    const passwordHash = execFileSync(process.execPath, [path.join(programs, 'hash-password.js')], {
      input: password,
      encoding: 'utf8',
    }).trim();
    line.#write('password', password);
    line.#write('credentials.json', JSON.stringify({ users: line.#users(passwordHash) }));
    line.#brokerPort = await line.#start('broker', [
      '--port',
      '0',
      '--credentials',
      line.path('credentials.json'),
    ]);
    return line;
  }

  get mqtt(): { url: string; user: string; passwordFile: string } {
    const url = `mqtt://127.0.0.1:${this.#brokerPort}`;
    return { url, user: 'gateway-gd', passwordFile: this.path('password') };
  }

  /** Starts the coder and the bridge; `gatewayKeys` is the file that the gateway wrote. */
  async startCoder(gatewayKeys: string): Promise<void> {
    const coder = ['--tape', this.path('tape.tsv'), '--state', this.path('coder'), '--rate', '1500'];
    const port = await this.#start('virtual-coder', ['--port', '0', ...coder]);
    const device = { device: 'line-1', kind: 'inkjet', driver: 'serialised-text', host: '127.0.0.1', port };
    this.#write('devices.json', JSON.stringify({ jurisdiction: 'GD', devices: [device] }));
    await this.#start('bridge', [
      ...['--mqtt', this.mqtt.url, '--user', 'bridge-gd', '--password-file', this.path('password')],
      ...['--state', this.path('bridge'), '--devices', this.path('devices.json')],
      ...['--gateway-keys', gatewayKeys, '--key', this.path('bridge.key.json')],
    ]);
  }

  /** Texts the coder has marked, from its own tape. */
  marked(): string[] {
    const tape = this.path('tape.tsv');
    if (!existsSync(tape)) return [];
    return readFileSync(tape, 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((row) => row.split('\t')[3] ?? '');
  }

  path(name: string): string {
    return path.join(this.folder, name);
  }

  async stop(): Promise<void> {
    for (const child of this.#children.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  #users(passwordHash: string): object[] {
    const line = 'baytrace/gd/line-1';
    return [
      {
        ...{ name: 'gateway-gd', passwordHash, publish: ['baytrace/gd/+/jobs'] },
        subscribe: ['baytrace/gd/+/reports', 'baytrace/gd/+/state'],
      },
      {
        ...{ name: 'bridge-gd', passwordHash, publish: [`${line}/reports`, `${line}/state`] },
        subscribe: [`${line}/jobs`],
      },
    ];
  }

  #write(name: string, text: string): void {
    writeFileSync(this.path(name), text, { mode: 0o600 });
  }

  /** Port in the ready line, 0 where it has none. */
  async #start(program: string, args: readonly string[]): Promise<number> {
    const child = spawn(process.execPath, [path.join(programs, `${program}.js`), ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#children.push(child);
    const log: string[] = [];
    child.stderr.on('data', (chunk: Buffer) => log.push(chunk.toString()));
    for await (const text of createInterface({ input: child.stdout })) {
      return (JSON.parse(text) as { port?: number }).port ?? 0;
    }
    throw new Error(`${program} did not start: ${log.join('')}`);
  }
}
