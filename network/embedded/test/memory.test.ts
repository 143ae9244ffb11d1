import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Child } from './network/child-process.js';
import { FabricClient } from './network/fabric-client.js';
import { freePort } from './network/probe-chaincode.js';
import { definition, ORGANISATIONS, RunningLedger } from './network/running-ledger.js';

const PROGRAM = join(import.meta.dirname, 'chaincode', 'one-key.mjs');
const REPORT = join(import.meta.dirname, 'network', 'report-memory.mjs');
const IN_FLIGHT = 96;
/** Every so many transactions a worker waits for the commit, so that no queue grows. */
const AWAIT_EVERY = 10;
const MEBIBYTE = 1024 * 1024;

/** Submits a number of transactions from clients of every organisation and waits until the last ones are committed. */
async function submitMany(clients: readonly FabricClient[], count: number): Promise<void> {
  let next = 0;
  const worker = async (index: number): Promise<void> => {
    const client = clients[index % clients.length]!;
    for (let own = 1; next < count; own += 1) {
      next += 1;
      const args = { arguments: [`key${index}-${own % 100}`, String(own)] };
      const commit = await client.contract.submitAsync('put', args);
      if (own % AWAIT_EVERY === 0 || next >= count) expect((await commit.getStatus()).code).toBe(0);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, (_, index) => worker(index)));
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
  const chaincode = await Child.start([PROGRAM, address, 'one'], 'listening');
  const policy = `OR(${ORGANISATIONS.map((mspId) => `'${mspId}.peer'`).join(',')})`;
  const ledger = await RunningLedger.start(
    [definition({ name: 'one', address }, { policy })],
    ['--no-tls'],
    ['--import', REPORT],
  );
  const clients = ORGANISATIONS.map((mspId) => new FabricClient(ledger, mspId, 'one'));
  try {
    await submitMany(clients, 10_000);
    const first = await residentSize(ledger, 1);
    await submitMany(clients, 10_000);
    const second = await residentSize(ledger, 2);
    expect(second - first).toBeLessThan(25);
  } finally {
    for (const client of clients) client.close();
    await ledger.remove();
    await chaincode.stop('SIGKILL');
  }
}, 900_000);
