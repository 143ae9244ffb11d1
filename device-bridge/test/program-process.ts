import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A program of this workspace as its own process, which a test may kill and start again. */
export class ProgramProcess {
  private child: ChildProcess | undefined;
  readonly log: string[] = [];

  constructor(
    private readonly program: 'broker' | 'bridge' | 'virtual-coder',
    private readonly args: () => string[],
  ) {}

  /** Starts it; resolves to its ready line. */
  async start(extra: readonly string[] = []): Promise<Record<string, unknown>> {
    const script = fileURLToPath(new URL(`../dist/${this.program}.js`, import.meta.url));
    if (!existsSync(script)) throw new Error('build device-bridge first: npx tsc -b device-bridge');
    const child = spawn(process.execPath, [script, ...this.args(), ...extra], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    child.stderr.on('data', (chunk: Buffer) => this.log.push(chunk.toString()));
    return new Promise((resolve, reject) => {
      let out = '';
      child.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString();
        if (out.includes('\n'))
          resolve(JSON.parse(out.slice(0, out.indexOf('\n'))) as Record<string, unknown>);
      });
      child.once('exit', (code, signal) => {
        reject(new Error(`${this.program} ended with ${String(code ?? signal)}: ${this.log.join('')}`));
      });
    });
  }

  get running(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Ends it; resolves to its exit code, `null` when a signal did. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const { child } = this;
    if (child === undefined || !this.running) return child?.exitCode ?? null;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
    return child.exitCode;
  }
}
