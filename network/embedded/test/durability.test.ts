import { cp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FabricClient } from './network/fabric-client.js';
import { ProbeChaincode } from './network/probe-chaincode.js';
import { definition, RunningLedger } from './network/running-ledger.js';

let probe: ProbeChaincode;

beforeAll(async () => {
  probe = await ProbeChaincode.start('probe');
});

afterAll(async () => {
  await probe.stop();
});

/**
 * Submits from several clients and kills the ledger while they go on, once so many commits are confirmed (never by
 * the clock: a busy machine confirms late); returns the keys whose commit was confirmed.
 */
async function submitUntilKilled(ledger: RunningLedger, round: number, atLeast: number): Promise<string[]> {
  const confirmed: string[] = [];
  const client = new FabricClient(ledger, 'AlphaMSP', 'probe');
  let next = 0;
  const worker = async (): Promise<void> => {
    for (;;) {
      const key = `round${round}-${next}`;
      next += 1;
      const { code } = await client.submit('put', key, key);
      if (code === 0) confirmed.push(key);
    }
  };
  const workers = Promise.allSettled(Array.from({ length: 8 }, worker));
  while (confirmed.length < atLeast) await new Promise((resolve) => setTimeout(resolve, 5));
  await ledger.stop('SIGKILL');
  client.close();
  await workers;
  return confirmed;
}

test('kill -9 in the middle of work loses nothing confirmed, again and again', async () => {
  const ledger = await RunningLedger.start([definition(probe)], ['--batch-timeout', '5']);
  const confirmed: string[] = [];
  try {
    for (let round = 0; round < 3; round += 1) {
      confirmed.push(...(await submitUntilKilled(ledger, round, 5 + round * 7)));
      await ledger.restart();
      const client = new FabricClient(ledger, 'BetaMSP', 'probe');
      const rows = new Map(await client.evaluateJson<[string, string][]>('range', 'round', 'rounds'));
      for (const key of confirmed) expect(rows.get(key)).toBe(key);
      client.close();
    }
    expect(confirmed.length).toBeGreaterThan(10);
  } finally {
    await ledger.remove();
  }
});

test('a block file cut at any byte opens with the whole blocks before the cut, and goes on', async () => {
  const ledger = await RunningLedger.start([definition(probe)], ['--batch-count', '1']);
  const client = new FabricClient(ledger, 'AlphaMSP', 'probe');
  const ends: number[] = [];
  const file = join(ledger.state, 'ledger', 'blocks');
  try {
    for (let i = 0; i < 4; i += 1) {
      ends.push((await stat(file)).size);
      await client.submit('put', 'cut', String(i));
    }
    client.close();
    await ledger.stop('SIGKILL');
    await cp(ledger.state, `${ledger.state}.whole`, { recursive: true });
    const [, second = 0, third = 0, fourth = 0] = ends;
    for (const cut of [fourth + 1, third + 9, third, second + 3]) {
      await cp(`${ledger.state}.whole`, ledger.state, { recursive: true, force: true });
      await truncate(file, cut);
      await ledger.restart();
      const reader = new FabricClient(ledger, 'AlphaMSP', 'probe');
      const whole = ends.filter((end) => end <= cut).length - 1;
      expect(await reader.evaluate('get', 'cut')).toBe(String(whole - 1));
      expect((await reader.submit('put', 'cut', 'after')).code).toBe(0);
      expect(await reader.evaluate('get', 'cut')).toBe('after');
      reader.close();
      await ledger.stop('SIGKILL');
    }
  } finally {
    await ledger.remove();
  }
});

test('damage in the middle of the block file is reported, not cut off', async () => {
  const ledger = await RunningLedger.start([definition(probe)]);
  const client = new FabricClient(ledger, 'AlphaMSP', 'probe');
  try {
    for (let i = 0; i < 3; i += 1) await client.submit('put', 'damage', String(i));
    client.close();
    await ledger.stop();
    const file = join(ledger.state, 'ledger', 'blocks');
    const bytes = await readFile(file);
    bytes[40] = (bytes[40] ?? 0) ^ 0xff;
    await writeFile(file, bytes);
    await rm(join(ledger.state, 'ledger', 'state'), { recursive: true });
    await expect(ledger.restart()).rejects.toThrow(/damaged block at offset 0/);
  } finally {
    await ledger.remove();
  }
});
