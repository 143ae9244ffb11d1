import { up } from '../bring-up/up.js';
import { readDefinitionsFile } from '../chaincode-package/definitions-file.js';
import { productDefinition } from '../chaincode-package/product-definition.js';
import type { ChaincodeDefinition } from '../chaincode-package/chaincode-definition.js';
import { installCommand } from '../install/install-command.js';
import { openNetwork } from '../network/open-network.js';
import { networkStatus } from '../node-status/network-status.js';
import { startProcess, stopProcess } from '../one-process/start-and-stop.js';
import { supervise } from '../supervision/supervise.js';
import { down } from '../take-down/down.js';
import type { Command, UpCommand } from './options.js';
import { usage } from './options.js';
import { statusTable } from './status-table.js';
import { stopSignal } from './stop-signals.js';

const notReady = 3;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function definitionsOf(command: UpCommand): Promise<ChaincodeDefinition[]> {
  if (command.definitions === undefined) return [await productDefinition()];
  return readDefinitionsFile(command.definitions);
}

async function bringUp(command: UpCommand): Promise<number> {
  const started = Date.now();
  const aborted = command.command === 'run' ? stopSignal() : undefined;
  const { network, connectionFile } = await up({
    root: command.state,
    settings: command.settings,
    definitions: await definitionsOf(command),
    connectionFile: command.connection,
    report: print,
  });
  const { settings, orderers, peers } = network.layout;
  print(
    `fabric network ready: channel ${settings.channel} (${settings.consensus}), ${orderers.length} orderers, ` +
      `${peers.length} peers, connection ${connectionFile}, ${Date.now() - started} ms`,
  );
  if (aborted !== undefined) {
    await supervise(network, aborted);
    await down(command.state);
  }
  return 0;
}

async function takeDown(command: Command & { command: 'down' }): Promise<number> {
  const { stopped, deleted } = await down(command.state, { clean: command.clean });
  print(stopped.length > 0 ? `stopped ${stopped.join(', ')}` : 'nothing was running');
  if (deleted) print('deleted keys, ledgers and settings');
  return 0;
}

async function showStatus(command: Command & { command: 'status' }): Promise<number> {
  const status = await networkStatus(openNetwork(command.state, print));
  print(command.json ? JSON.stringify(status, null, 2) : statusTable(status));
  return status.ready ? 0 : notReady;
}

async function startOne(command: Command & { command: 'start' }): Promise<number> {
  const result = await startProcess(openNetwork(command.state, print), command.id);
  print(result === 'started' ? `${command.id} runs and is ready` : `${command.id} was running already`);
  return 0;
}

async function stopOne(command: Command & { command: 'stop' }): Promise<number> {
  await stopProcess(openNetwork(command.state, print), command.id, command.signal);
  print(`${command.id} is stopped`);
  return 0;
}

/**
 * Runs a command.
 * @returns the exit code: 0, or 3 from `status` when something is not ready
 */
export async function runCommand(command: Command): Promise<number> {
  switch (command.command) {
    case 'up':
    case 'run':
      return bringUp(command);
    case 'down':
      return takeDown(command);
    case 'status':
      return showStatus(command);
    case 'start':
      return startOne(command);
    case 'stop':
      return stopOne(command);
    case 'install':
      return installCommand(command.force, print);
    case 'help':
      print(usage);
      return 0;
  }
}
