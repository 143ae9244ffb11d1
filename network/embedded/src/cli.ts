#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { AdminServer } from './admin/admin-server.js';
import { EmbeddedLedger } from './embedded-ledger.js';
import { OutdatedState } from './lifecycle/genesis-block.js';
import { PolicyTextError } from './msp/policy-text.js';
import { readCommandLine, USAGE } from './options/command-line.js';
import { InvalidInput } from './options/input-fields.js';
import { StateLocked } from './options/state-lock.js';

/** Starts the ledger, commits the definitions, prints one line when ready and ends on SIGTERM or SIGINT. */
async function main(args: readonly string[]): Promise<void> {
  const started = Date.now();
  const options = readCommandLine(args);
  const json = JSON.parse(await readFile(options.definitionsFile, 'utf8')) as unknown;
  const ledger = await EmbeddedLedger.start(options);
  const admin = options.admin ? new AdminServer(ledger) : undefined;
  const stop = (): void => {
    admin?.close();
    ledger.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  await ledger.definitions.apply(json);
  const adminPort = options.admin && admin ? await admin.listen(options.admin) : undefined;
  await ledger.announce(options);
  const peers = ledger.context.peers
    .map(({ mspId, name, endpoint }) => `${mspId}:${name}=${endpoint}`)
    .join(' ');
  const chaincodeText = ledger.chaincodeAddresses.map((address) => ` chaincode-listen ${address}`).join('');
  const adminText = adminPort === undefined ? '' : ` admin ${options.admin?.host ?? ''}:${adminPort}`;
  process.stdout.write(
    `embedded ledger ready: channel ${options.channel}, height ${ledger.context.ledger.height}, ${peers}${chaincodeText}${adminText}, ` +
      `${Date.now() - started} ms\n`,
  );
}

/** Errors whose message is all that the user needs. */
const SAID_IN_ONE_SENTENCE = [StateLocked, OutdatedState, PolicyTextError];

function fail(error: unknown): never {
  if (error instanceof InvalidInput) process.stderr.write(`embedded-ledger: ${error.message}\n${USAGE}\n`);
  else if (SAID_IN_ONE_SENTENCE.some((kind) => error instanceof kind)) {
    process.stderr.write(`embedded-ledger: ${(error as Error).message}\n`);
  } else
    process.stderr.write(
      `embedded-ledger: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
  process.exit(1);
}

main(process.argv.slice(2)).catch(fail);
