import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

const READY_WITHIN_MS = 90_000;

/** A Node program as a child process; what it prints is kept for error messages. */
export class Child {
  #output = '';

  private constructor(private readonly process: ChildProcess) {
    for (const stream of [process.stdout, process.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.#output += chunk.toString();
      });
    }
  }

  /** Everything printed so far. */
  get output(): string {
    return this.#output;
  }

  get ended(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  /**
   * Starts `node` with arguments and waits until it prints `ready`.
   * @throws Error with its output when it ends first, or is not ready in 90 s
   */
  static async start(
    args: readonly string[],
    ready: string,
    env: Readonly<Record<string, string>> = {},
  ): Promise<Child> {
    const options = { env: { ...process.env, ...env }, stdio: 'pipe' } as const;
    const child = new Child(spawn(process.execPath, args, options));
    const deadline = Date.now() + READY_WITHIN_MS;
    while (!child.output.includes(ready)) {
      if (child.ended || Date.now() > deadline) {
        await child.stop('SIGKILL');
        throw new Error(`${args.join(' ')} did not get ready:\n${child.output}`);
      }
      await delay(20);
    }
    return child;
  }

  /** Sends a signal and waits for the end. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.ended) return;
    const exited = once(this.process, 'exit');
    this.process.kill(signal);
    await exited;
  }
}
