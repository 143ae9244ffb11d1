import { execFile } from 'node:child_process';
import { basename } from 'node:path';
import { FabricNetworkError } from '../errors/fabric-network-error.js';
import type { ToolOptions, ToolOutput } from '../network/running-network.js';
import { baseEnvironment } from '../processes/base-environment.js';

const longestOutput = 64 * 1024 * 1024;

/**
 * Runs a command line program to its end with nothing in its environment but what is named.
 * @throws FabricNetworkError `BT-FABRIC-TOOL-FAILED` with what the program said
 */
export function runProgram(
  path: string,
  args: readonly string[],
  options: ToolOptions & { readonly cwd?: string } = {},
): Promise<ToolOutput> {
  const { timeoutMs = 60_000 } = options;
  return new Promise((resolve, reject) => {
    execFile(
      path,
      args,
      {
        env: { ...baseEnvironment(), ...options.env },
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
        timeout: timeoutMs,
        killSignal: 'SIGKILL',
        maxBuffer: longestOutput,
        encoding: 'utf8',
      },
      (error, stdout, stderr) => {
        if (error === null) resolve({ stdout, stderr });
        else reject(failure(path, args, error, timeoutMs, `${stdout}\n${stderr}`));
      },
    );
  });
}

function failure(
  path: string,
  args: readonly string[],
  error: Error & { killed?: boolean; code?: unknown },
  timeoutMs: number,
  output: string,
): FabricNetworkError {
  const command = [basename(path), ...args.filter((arg) => !arg.startsWith('-')).slice(0, 3)].join(' ');
  const ending = error.killed === true ? `did not end within ${timeoutMs / 1000} s` : 'failed';
  const said = output.trim().split('\n').slice(-8).join('\n');
  return new FabricNetworkError('BT-FABRIC-TOOL-FAILED', `${command} ${ending}: ${said || error.message}`, {
    cause: error,
  });
}
