import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A child process whose output is kept for error messages. */
export class Child {
  #output = '';

  private constructor(readonly process: ChildProcess) {
    for (const stream of [process.stdout, process.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.#output += chunk.toString();
      });
    }
  }

  get output(): string {
    return this.#output;
  }

  /** Starts `node` with arguments and waits until it prints `ready`. */
  static async start(args: readonly string[], ready: string, env: NodeJS.ProcessEnv = {}): Promise<Child> {
    const child = new Child(
      spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: 'pipe' }),
    );
    const deadline = Date.now() + 20_000;
    while (!child.output.includes(ready)) {
      if (child.process.exitCode !== null || Date.now() > deadline) {
        throw new Error(`${args.join(' ')} did not get ready:\n${child.output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return child;
  }

  /** Sends a signal and waits for the end; returns the exit code (null when killed). */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return this.process.exitCode;
    const ended = once(this.process, 'exit');
    this.process.kill(signal);
    await ended;
    return this.process.exitCode;
  }
}
