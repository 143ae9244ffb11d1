import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { inRepository } from '../repository.mjs';

/**
 * A running `npm start` for tests, in a process group of its own as a terminal would give it.
 * @param folder its state
 * @param options arguments of `npm start`
 */
export const startInstance = (folder, options = []) => {
  const child = spawn(process.execPath, [inRepository('scripts/start.mjs'), '--state', folder, ...options], {
    cwd: inRepository(),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines = [];
  child.stdout.on('data', (data) => lines.push(data));
  child.stderr.on('data', (data) => lines.push(data));
  const exited = once(child, 'exit');
  const output = () => Buffer.concat(lines).toString();
  const runFile = join(folder, 'run.json');
  return {
    pid: child.pid,
    exited,
    output,
    runFile,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    readRun: () => JSON.parse(readFileSync(runFile, 'utf8')),
    /** Waits for run.json; an instance that ends before is an error with all it said. */
    ready: async (withinMs) => {
      const until = performance.now() + withinMs;
      while (!existsSync(runFile)) {
        if (child.exitCode !== null || performance.now() > until) throw new Error(`not ready:\n${output()}`);
        await delay(100);
      }
      return JSON.parse(readFileSync(runFile, 'utf8'));
    },
    /** Ctrl-C: SIGINT to the whole process group. @returns the exit code */
    interrupt: async () => {
      process.kill(-child.pid, 'SIGINT');
      const [code] = await exited;
      return code;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
};
