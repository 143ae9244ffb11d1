import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { describe } from '@jest/globals';

/** Folder of Fabric's programs, or undefined where tests that need them are skipped. */
export const fabricBinaries = process.env['FABRIC_BIN'];

/** `describe` for tests that need Fabric's programs; without them the name says why they were skipped. */
export const describeOnFabric = (name: string, tests: () => void): void => {
  if (fabricBinaries === undefined) describe.skip(`${name} (skipped: no Fabric binaries)`, tests);
  else describe(name, tests);
};

/** Path of one of Fabric's programs. */
export const fabricProgram = (name: string): string => path.join(fabricBinaries ?? '', name);

/** A port that is free now. */
export const freePort = async (): Promise<number> => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

/** Ends a process that a test started. */
export const endProcess = async (child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
};

/** Runs one of Fabric's programs to its end. @throws Error when it fails. */
export const runFabric = async (name: string, args: readonly string[], cwd: string): Promise<void> => {
  const child = spawn(fabricProgram(name), args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  await once(child, 'exit');
  if (child.exitCode !== 0) throw new Error(`${name}: ${said.join('')}`);
};
