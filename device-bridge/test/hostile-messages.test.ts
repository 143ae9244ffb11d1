import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { balanceOf, cancelJob, offerJob } from '@baytrace/domain/devices';
import type { PrintJob } from '@baytrace/domain/devices';
import { countOf, indexesOf } from '@baytrace/domain/ranges';
import { generateKeyPair } from 'jose';
import { seededChance } from '../src/virtual-coder/faults.js';
import { ProductionLine } from './production-line.js';
import { device, textOf } from './test-gateway.js';

const seed = Number(process.env['TEST_SEED'] ?? 20_261_123);
let line: ProductionLine;

beforeAll(async () => {
  line = await ProductionLine.start(['--rate', '3000']);
});

afterAll(async () => {
  await line.stop();
});

const runJob = (name: string, count: number, from: number): PrintJob => {
  const job = offerJob({ job: name, device, chunkSize: 100, indexes: [[from, from + count]] });
  line.gateway.job = job;
  return job;
};

const refusalsOf = (kind: string): number => line.gateway.state?.refusals[kind] ?? 0;

const finish = (): Promise<void> => line.until('finished', () => line.gateway.job?.state === 'finished');

const marksOf = (job: string): string[] => line.marked().filter((text) => text.includes(job.toUpperCase()));

const textsOf = (job: PrintJob): string[] =>
  [...indexesOf(job.indexes)].map((index) => textOf(job.job, index));

describe(`R-4.2.7c commands that must have no effect have none (seed ${seed})`, () => {
  test('duplicates and reordering of all commands of a job change nothing (D1)', async () => {
    const job = runJob('job-a', 1000, 0);
    const chance = seededChance(seed);
    const timer = setInterval(() => {
      const { sent } = line.gateway;
      for (let n = 0; n < 2; n += 1) {
        const old = sent[Math.floor(chance() * sent.length)];
        if (old !== undefined) line.gateway.publish(old);
      }
    }, 20);
    await finish();
    clearInterval(timer);
    expect(marksOf('job-a')).toEqual(textsOf(job));
  });

  test('all commands of a closed job, played again, start nothing (D2, D4)', async () => {
    const before = line.marked().length;
    for (const old of line.gateway.sent) line.gateway.publish(old);
    await pause(700);
    expect(line.marked().length).toBe(before);
  });

  test('a wrong signature, an expired command, a foreign device, a lower epoch and nonsense are refused', async () => {
    const { gateway } = line;
    gateway.job = undefined;
    const good = offerJob({ job: 'job-b', device, epoch: 5, chunkSize: 100, indexes: [[2000, 2100]] });
    const offer = (job: PrintJob, expires?: number): object => gateway.message(job, { type: 'job' }, expires);
    const { privateKey } = await generateKeyPair('ES256');
    gateway.publish(await gateway.sign(offer(good), privateKey));
    gateway.publish(await gateway.sign(offer(good, Date.now() - 1)));
    gateway.publish(await gateway.sign(offer(good, Date.now() + 48 * 3600 * 1000)));
    gateway.publish(await gateway.sign({ ...offer(good), device: 'line-2' }));
    gateway.publish(await gateway.sign({ ...offer(good), jurisdiction: 'HK' }));
    gateway.publish(await gateway.sign({ ...offer(good), surprise: true }));
    gateway.publish('not a token at all');
    gateway.publish(await gateway.sign({ ...offer(good), type: 'refill', sequence: 1, from: 0, codes: [] }));
    gateway.publish(await gateway.sign(gateway.message(good, { type: 'acknowledge', upToSequence: 1 })));
    gateway.job = good;
    await finish();
    gateway.publish(
      await gateway.sign(gateway.message({ ...good, epoch: 4 }, { type: 'cancel', reason: 'old' })),
    );
    await pause(300);
    await line.bridge.end('SIGTERM');
    await line.bridge.start(); // a new connection publishes the counts
    await line.until('counts', () => refusalsOf('stale-epoch') > 0);
    expect(marksOf('job-b')).toEqual(textsOf(good));
    expect(line.gateway.state?.refusals).toMatchObject({
      ...{ 'bad-signature': 2, expired: 1, 'expires-too-late': 1, 'foreign-device': 2 },
      ...{ invalid: 2, 'unknown-job': 1, 'stale-epoch': 1 },
    });
  });

  test.each([0, 1, 2])(
    'cancelled job %i stops, and tells exactly what was marked and never sent',
    async (n) => {
      const name = `job-c${n}`;
      const job = runJob(name, 4000, 4000 + n * 4000);
      const enough = 100 + Math.floor(seededChance(seed + n)() * 400);
      await line.until('some marked', () => countOf(line.gateway.job!.marked) > enough);
      line.gateway.job = cancelJob(line.gateway.job!, 'wrong label');
      await finish();
      const balance = balanceOf(line.gateway.job);
      expect(line.gateway.job.finish?.outcome).toBe('cancelled');
      expect(marksOf(name)).toEqual(textsOf({ ...job, indexes: balance.marked }));
      expect(balance).toMatchObject({ unknown: [], consistent: true });
      expect(countOf(balance.neverSent)).toBeGreaterThan(0);
    },
  );

  test('a job cancelled before its offer arrives never starts', async () => {
    const job = cancelJob(runJob('job-d', 100, 20_000), 'too late');
    line.gateway.job = job;
    await finish();
    await line.gateway.sendAll([{ type: 'job' }]);
    await pause(300);
    expect(marksOf('job-d')).toEqual([]);
    expect(balanceOf(line.gateway.job).neverSent).toEqual(job.indexes);
  });
});

describe('R-4.2.7a a device is online or offline, fit or unfit', () => {
  test('the last will says offline after kill -9 of the bridge, and the coder going away is told', async () => {
    await line.bridge.end('SIGKILL');
    await line.until('offline', () => line.gateway.state?.online === false);
    await line.bridge.start();
    await line.until(
      'online',
      () => line.gateway.state?.online === true && line.gateway.state.condition === 'idle',
    );
    await line.coder.end('SIGKILL');
    await line.until('device offline', () => line.gateway.state?.condition === 'offline');
    await line.coder.start();
    await line.until('device back', () => line.gateway.state?.condition === 'idle');
  });

  test('a device that repeats its last record on under-run is refused a serialised job', async () => {
    await line.coder.end('SIGTERM');
    await line.coder.start(['--underrun', 'repeat']);
    await line.until('capabilities', () => line.gateway.state?.capabilities?.underrun === 'repeat');
    runJob('job-e', 100, 21_000);
    await line.until('refused', () => line.gateway.job?.state === 'refused');
    expect(line.gateway.job?.refusal).toBe('BT-DEVICE-REPEATS');
    expect(marksOf('job-e')).toEqual([]);
  });
});
