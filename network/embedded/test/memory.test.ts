import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { Child } from './network/child-process.js';
import { freePort } from './network/probe-chaincode.js';
import { definition, ORGANISATIONS, RunningLedger } from './network/running-ledger.js';

const CHAINCODE = join(import.meta.dirname, 'chaincode', 'one-key.mjs');
const REPORT = join(import.meta.dirname, 'network', 'report-memory.mjs');
const SUBMIT = join(import.meta.dirname, 'network', 'submit-many.mjs');
const MEBIBYTE = 1024 * 1024;

/** Submits from a process of its own and waits until the last transactions are committed. */
async function submitMany(ledger: RunningLedger, count: number): Promise<void> {
  const connection = join(ledger.folder, 'connection.json');
  const { stdout } = await promisify(execFile)(process.execPath, [SUBMIT, connection, String(count)]);
  expect(stdout).toBe(`submitted ${count}\n`);
}

/** Resident size after a garbage collection, MiB. */
async function residentSize(ledger: RunningLedger, report: number): Promise<number> {
  process.kill(ledger.pid, 'SIGUSR2');
  const line = new RegExp(`memory report ${report}: (\\d+) bytes`);
  for (;;) {
    const bytes = line.exec(ledger.output)?.[1];
    if (bytes !== undefined) return Number(bytes) / MEBIBYTE;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('memory stays flat: the resident size after 20,000 transactions is that after 10,000', async () => {
  const address = `127.0.0.1:${await freePort()}`;
  const chaincode = await Child.start([CHAINCODE, address, 'one'], 'listening');
  const policy = `OR(${ORGANISATIONS.map((mspId) => `'${mspId}.peer'`).join(',')})`;
  const ledger = await RunningLedger.start(
    [definition({ name: 'one', address }, { policy })],
    ['--no-tls'],
    ['--import', REPORT],
  );
  try {
    await submitMany(ledger, 10_000);
    const first = await residentSize(ledger, 1);
    await submitMany(ledger, 10_000);
    const second = await residentSize(ledger, 2);
    expect(second - first).toBeLessThan(25);
  } finally {
    await ledger.remove();
    await chaincode.stop('SIGKILL');
  }
}, 900_000);
