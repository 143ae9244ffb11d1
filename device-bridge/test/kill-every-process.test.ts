import { renameSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { balanceOf, offerJob } from '@baytrace/domain/devices';
import { countOf, indexesOf, normaliseRanges } from '@baytrace/domain/ranges';
import type { RangeSet } from '@baytrace/domain/ranges';
import { seededChance } from '../src/virtual-coder/faults.js';
import { ProductionLine } from './production-line.js';
import type { ProgramProcess } from './program-process.js';
import { device, textOf } from './test-gateway.js';

const seed = Number(process.env['TEST_SEED'] ?? 20_261_123);
let line: ProductionLine | undefined;

afterEach(async () => {
  await line?.stop();
  line = undefined;
});

/** Drawn ranges with a gap, as after a download. */
const indexesFor = (count: number): RangeSet =>
  normaliseRanges([
    [4000, 4000 + count / 2],
    [5500 + count / 2, 5500 + count],
  ]);

const textsOf = (job: string, indexes: RangeSet): string[] =>
  [...indexesOf(indexes)].map((index) => textOf(job, index));

const begin = async (count: number, coderArgs: readonly string[] = []): Promise<ProductionLine> => {
  line = await ProductionLine.start(coderArgs);
  line.gateway.job = offerJob({ job: 'job-1', device, chunkSize: 500, indexes: indexesFor(count) });
  return line;
};

const killAndRestart = async (victim: ProgramProcess, downMs: number): Promise<void> => {
  await victim.end('SIGKILL');
  await pause(downMs);
  await victim.start();
};

const isFinished = (): boolean => line?.gateway.job?.state === 'finished';

/** Kills by seed until the job is done, at least once; tells how often. */
const killUntilDone = async (victims: readonly ProgramProcess[], everyMs: number): Promise<number> => {
  const chance = seededChance(seed);
  let kills = 0;
  const end = Date.now() + 20_000;
  while (!isFinished() && Date.now() < end && kills < 6) {
    await pause(everyMs * (0.3 + chance()));
    const victim = victims[Math.floor(chance() * victims.length)];
    if (victim !== undefined && !isFinished()) await killAndRestart(victim, 150 * chance());
    kills += 1;
  }
  return kills;
};

const expectTapeEqualsLedger = (running: ProductionLine, count: number): void => {
  const job = running.gateway.job!;
  expect(running.marked()).toEqual(textsOf('job-1', indexesFor(count)));
  expect(job.marked).toEqual(indexesFor(count));
  expect(running.gateway.marks.length).toBe(count);
  expect(balanceOf(job)).toMatchObject({ unknown: [], cleared: [], neverSent: [], consistent: true });
};

describe(`R-4.2.7d what the coder marked is what the gateway knows (seed ${seed})`, () => {
  test('R-4.2.7c a job of 6,000 codes reaches the coder and is confirmed', async () => {
    const running = await begin(6000, ['--rate', '8000']);
    await running.until('finished', isFinished);
    expectTapeEqualsLedger(running, 6000);
    expect(running.gateway.state).toMatchObject({ online: true, kind: 'laser' });
  });

  test('kill -9 of the bridge again and again loses and doubles nothing', async () => {
    const running = await begin(3000, ['--rate', '2000']);
    const kills = await killUntilDone([running.bridge], 500);
    await running.until('finished', isFinished);
    expect(kills).toBeGreaterThan(1);
    expectTapeEqualsLedger(running, 3000);
  });

  test('R-4.2.7d power cuts of the coder lose its buffer, and nothing is lost or doubled', async () => {
    const running = await begin(3000, ['--rate', '2000', '--depth', '300']);
    const kills = await killUntilDone([running.coder], 400);
    await running.until('finished', isFinished);
    expect(kills).toBeGreaterThan(1);
    expectTapeEqualsLedger(running, 3000);
  });

  test('kill -9 of broker, bridge and coder in turn: the job goes on by itself', async () => {
    const running = await begin(3000, ['--rate', '1500']);
    const kills = await killUntilDone([running.broker, running.bridge, running.coder], 400);
    await running.until('finished', isFinished);
    expect(kills).toBeGreaterThan(1);
    expectTapeEqualsLedger(running, 3000);
  });

  test('a gateway and a broker that go away together find the line at work and learn all of it', async () => {
    const running = await begin(2000, ['--rate', '2000']);
    await running.until('some marked', () => countOf(running.gateway.job!.marked) > 200);
    await running.broker.end('SIGKILL');
    const restarted = running.restartGateway(800);
    await pause(400);
    await running.broker.start();
    await restarted;
    await running.until('finished', isFinished);
    expectTapeEqualsLedger(running, 2000);
  });

  test('lost replies, a link cut mid-record and false "full" mark no code twice', async () => {
    const faults = ['--fault', 'cut:0.002,full:0.002,drop-reply:0.0003', '--seed', String(seed)];
    const running = await begin(2000, ['--rate', '4000', ...faults]);
    await running.until('finished', isFinished);
    expectTapeEqualsLedger(running, 2000);
  });

  test('a coder that lost its own memory leaves the codes in flight unknown, at most its buffer', async () => {
    const running = await begin(1200, ['--rate', '800', '--depth', '100']);
    await running.until('some marked', () => countOf(running.gateway.job!.marked) > 300);
    await running.coder.end('SIGKILL');
    const before = running.marked();
    renameSync(running.tape, `${running.tape}.old`);
    await running.coder.start();
    await running.until('finished', isFinished);
    const all = [...before, ...running.marked()];
    const balance = balanceOf(running.gateway.job!);
    expect(new Set(all).size).toBe(all.length);
    expect(countOf(balance.unknown)).toBeGreaterThan(0);
    // in flight: the buffer, one group under the head, and what was marked but not yet read back
    expect(countOf(balance.unknown)).toBeLessThanOrEqual(100 + 300);
    expect(all).toEqual(expect.arrayContaining(textsOf('job-1', balance.marked)));
    expect(balance).toMatchObject({ cleared: [], neverSent: [], consistent: true });
  });
});
