import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { clearLedgers } from '../start/ledger/chosen-ledger.mjs';
import { isFree, preferredPorts } from '../start/ports.mjs';
import { removePostgresData } from '../start/postgres/postgres-data.mjs';
import { readJson, writePrivateJson } from '../start/private-files.mjs';
import { identityOf, isAlive } from '../start/process-identity.mjs';
import { startInstance } from './instance.mjs';

/** Below the range from which systems hand out temporary ports, above those that `npm start` prefers. */
const portRange = { from: 20_000, upto: 30_000 };
const longestStartMs = 180_000;

/** Ports of its own for an installation, so that tests side by side do not race for the preferred ones. */
const ownPorts = async () => {
  const names = Object.keys(preferredPorts);
  for (;;) {
    const first = portRange.from + Math.floor(Math.random() * (portRange.upto - portRange.from));
    const ports = names.map((_, at) => first + at);
    const free = await Promise.all(ports.map((port) => isFree(port)));
    if (free.every(Boolean)) return Object.fromEntries(names.map((name, at) => [name, ports[at]]));
  }
};

/** Waits until something holds; false when it does not in time. */
export const until = async (condition, withinMs, everyMs = 100) => {
  for (const end = performance.now() + withinMs; performance.now() < end; await delay(everyMs)) {
    if (await condition()) return true;
  }
  return false;
};

/** A real installation of the platform on a state folder of its own, without trade at first. */
export class Installation {
  #instance;

  constructor(name) {
    this.folder = mkdtempSync(join(tmpdir(), `baytrace-${name}-`));
  }

  path(...parts) {
    return join(this.folder, ...parts);
  }

  /** What the demonstration needs to know of it. */
  get house() {
    return {
      state: { path: (...parts) => this.path(...parts), accounts: this.path('accounts.json') },
      ports: this.ports,
      secretOf: (name) => readJson(this.path('secrets.json'))[name],
      progress: { during: (_, work) => work() },
      signal: new AbortController().signal,
    };
  }

  get ports() {
    return readJson(this.path('ports.json'));
  }

  get output() {
    return this.#instance.output();
  }

  /** `npm start`, until run.json is there. @returns how long it took, in ms */
  async start(...options) {
    const from = performance.now();
    if (readJson(this.path('ports.json'), undefined) === undefined) {
      rmSync(this.path('ports.json'), { force: true });
      writePrivateJson(this.path('secrets.json'), {});
      writePrivateJson(this.path('ports.json'), await ownPorts());
    }
    this.#instance = startInstance(this.folder, ['--no-demo', ...options]);
    // A killed start leaves its run.json; the new one publishes its own.
    const isOwn = () => readJson(this.path('run.json'), undefined)?.pids.start === this.#instance.pid;
    if (!(await until(() => isOwn() || !this.#instance.isRunning(), longestStartMs)) || !isOwn())
      throw new Error(`not ready:\n${this.output}`);
    return performance.now() - from;
  }

  get run() {
    return this.#instance.readRun();
  }

  /** kill -9 of `npm start` itself. */
  killStart() {
    return this.#instance.kill();
  }

  /** kill -9 of one process; waits for the supervisor to start it again. @returns its former number */
  async kill(name, withinMs = 30_000) {
    const identity = await this.#running(name);
    process.kill(identity.pid, 'SIGKILL');
    await until(() => !isAlive(identity), 5000, 20);
    const isBack = () =>
      this.run.pids[name] !== identity.pid && identityOf(this.run.pids[name]) !== undefined;
    if (!(await until(isBack, withinMs))) throw new Error(`${name} was not started again:\n${this.output}`);
    return identity.pid;
  }

  /** The process as it runs now; one that is just being restarted is waited for. */
  async #running(name) {
    let identity;
    await until(() => (identity = identityOf(this.run.pids[name])) !== undefined, 20_000);
    if (identity === undefined) throw new Error(`${name} does not run:\n${this.output}`);
    return identity;
  }

  /** True once all three gateways say that they are ready. */
  async isReady() {
    const answers = await Promise.all(
      Object.values(this.run.gateways).map(({ url }) =>
        fetch(`${url}/api/v1/health/ready`).then(
          async (response) => (await response.text(), response.status === 200),
          () => false,
        ),
      ),
    );
    return answers.every(Boolean);
  }

  logOf(name) {
    return readFileSync(this.path('logs', `${name}.log`), 'utf8');
  }

  /** Ends it in order and removes its state; after a failure BAYTRACE_KEEP_STATE=1 keeps it for looking into. */
  async remove() {
    if (this.#instance?.isRunning()) await this.#instance.interrupt();
    await clearLedgers({ path: (...parts) => this.path(...parts) });
    if (process.env.BAYTRACE_KEEP_STATE === '1') return console.info(`state kept: ${this.folder}`);
    removePostgresData({ path: (...parts) => this.path(...parts) });
    rmSync(this.folder, { recursive: true, force: true });
  }
}
