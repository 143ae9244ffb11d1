import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** What a command wrote and how it ended. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command of `baytrace-fabric` that runs. */
export class RunningCommand {
  stdout = '';
  stderr = '';
  private readonly ended: Promise<unknown[]>;

  private constructor(private readonly child: ChildProcess) {
    child.stdout?.on('data', (text: Buffer) => {
      this.stdout += text.toString();
    });
    child.stderr?.on('data', (text: Buffer) => {
      this.stderr += text.toString();
    });
    this.ended = once(child, 'close');
  }

  static start(args: readonly string[], env: Record<string, string> = {}): RunningCommand {
    return new RunningCommand(
      spawn(process.execPath, [cli, ...args], { env: { ...process.env, ...env }, stdio: 'pipe' }),
    );
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  async end(): Promise<CommandResult> {
    await this.ended;
    return { code: this.child.exitCode, stdout: this.stdout, stderr: this.stderr };
  }
}

/** Runs a command to its end. */
export function command(args: readonly string[], env: Record<string, string> = {}): Promise<CommandResult> {
  return RunningCommand.start(args, env).end();
}

/** Looks every 2 ms (a step of a creation is over quickly) until it holds, or throws. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  ms = 30_000,
): Promise<void> {
  const end = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${ms / 1000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
