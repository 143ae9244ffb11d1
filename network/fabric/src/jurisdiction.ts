#!/usr/bin/env node
import { FabricNetworkError } from './errors/fabric-network-error.js';
import { readMaterialCommand, usage } from './material/command-line.js';
import { runMaterialCommand } from './material/run-material-command.js';

function explain(error: unknown): string {
  if (!(error instanceof FabricNetworkError)) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const text = `${error.code}: ${error.message}`;
  return error.code === 'BT-FABRIC-OPTION' ? `${text}\n${usage}` : text;
}

async function main(): Promise<void> {
  try {
    const options = readMaterialCommand(process.argv.slice(2));
    // what these commands write is their owner's alone; a package goes into an image for everyone
    if (options.command !== 'package') process.umask(0o077);
    await runMaterialCommand(options, (line) => {
      process.stdout.write(`${line}\n`);
    });
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  }
}

void main();
