import { spawn } from 'node:child_process';
import { repository } from '../repository.mjs';

/** A command ended with another code than 0, or by a signal. */
export class CommandFailed extends Error {
  name = 'CommandFailed';

  constructor(command, args, how, output) {
    super(`${[command, ...args].join(' ')}: ${how}`);
    this.output = output;
  }
}

const stdioOf = (quiet) => (quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit']);

/**
 * Runs a command in the repository and waits for its end.
 * @param options `quiet`: keep the output instead of showing it; `input`: text for its standard input;
 *   `signal`: an AbortSignal that ends it
 * @returns standard output (empty unless `quiet`)
 * @throws CommandFailed with `output` (both streams, when `quiet`)
 */
export const runCommand = (command, args, { cwd = repository, env, quiet = false, input, signal } = {}) =>
  new Promise((resolve, reject) => {
    const stdio = stdioOf(quiet);
    if (input !== undefined) stdio[0] = 'pipe';
    const child = spawn(command, args, { cwd, stdio, signal, env: { ...process.env, ...env } });
    const chunks = { all: [], out: [] };
    child.stdout?.on('data', (data) => chunks.out.push(data) && chunks.all.push(data));
    child.stderr?.on('data', (data) => chunks.all.push(data));
    child.stdin?.end(input);
    child.on('error', reject);
    child.on('close', (code, endedBy) => {
      if (code === 0) return resolve(Buffer.concat(chunks.out).toString());
      const how = endedBy === null ? `exit code ${code}` : `ended by ${endedBy}`;
      return reject(new CommandFailed(command, args, how, Buffer.concat(chunks.all).toString()));
    });
  });

/** Runs a JavaScript file with this Node. */
export const runNode = (file, args = [], options = {}) =>
  runCommand(process.execPath, [file, ...args], options);
