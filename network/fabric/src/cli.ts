#!/usr/bin/env node
import { readCommandLine, usage } from './command-line/options.js';
import { runCommand } from './command-line/run-command.js';
import { FabricNetworkError } from './errors/fabric-network-error.js';

function explain(error: unknown): string {
  if (!(error instanceof FabricNetworkError)) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const text = `${error.code}: ${error.message}`;
  return error.code === 'BT-FABRIC-OPTION' ? `${text}\n${usage}` : text;
}

async function main(): Promise<void> {
  // keys and ledgers, whichever program writes them, are their owner's alone
  process.umask(0o077);
  try {
    process.exitCode = await runCommand(readCommandLine(process.argv.slice(2)));
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  }
}

void main();
