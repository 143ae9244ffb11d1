import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { GatewayConfig } from '../../src/config/gateway-config.js';

const program = path.join(
  path.dirname(createRequire(import.meta.url).resolve('../../package.json')),
  'dist/main.js',
);

const environmentOf = ({ database, http, ledger, mqtt, state }: GatewayConfig): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  BAYTRACE_JURISDICTION: 'gd',
  BAYTRACE_PORT: '0',
  BAYTRACE_PUBLIC_HOST: http.publicHost,
  BAYTRACE_STATE: state.folder,
  BAYTRACE_LEDGER_CONNECTION: ledger.connectionFile,
  ...(ledger.authority.kind === 'local'
    ? { BAYTRACE_CA_CERT: ledger.authority.certFile, BAYTRACE_CA_KEY: ledger.authority.keyFile }
    : {}),
  BAYTRACE_MQTT_URL: mqtt?.url,
  BAYTRACE_MQTT_USER: mqtt?.user,
  BAYTRACE_MQTT_PASSWORD_FILE: mqtt?.passwordFile,
  DATABASE_URL: database.url,
});

/** The gateway as a process of its own, on the database and state of a test gateway that has ended. */
export class GatewayProcess {
  #child: ChildProcess | undefined;

  constructor(private readonly config: GatewayConfig) {}

  /** Starts it and returns its origin. */
  async start(): Promise<string> {
    const child = spawn(process.execPath, [program], {
      env: environmentOf(this.config),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    const log: string[] = [];
    child.stderr.on('data', (chunk: Buffer) => log.push(chunk.toString()));
    for await (const line of createInterface({ input: child.stdout })) {
      log.push(line);
      const origin = /"url":"(http:[^"]+)"/u.exec(line)?.[1];
      if (origin === undefined) continue;
      child.stdout.resume();
      return origin;
    }
    throw new Error(`the gateway did not start: ${log.join('\n')}`);
  }

  /** kill -9. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}
