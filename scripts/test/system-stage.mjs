import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startInstance } from '../system/instance.mjs';
import { removePostgresData } from '../start/postgres/postgres-data.mjs';
import { readJson } from '../start/private-files.mjs';
import { secondsSince } from '../terminal/progress.mjs';
import { findChromium } from './chromium.mjs';
import { runJest } from './jest-stage.mjs';
import { skip } from './run-checks.mjs';
import { oneCheck, sumOf } from './tally.mjs';

const longestStartMs = 240_000;
const longestStopMs = 30_000;

const report = (passed, name, from, details = '') => {
  console.log(
    `  ${passed ? 'passed' : 'FAILED'}  ${name} (${secondsSince(from)} s)${passed ? '' : `\n${details}`}`,
  );
  return oneCheck(passed);
};

/** `npm start` with its demonstration: ready in time, every step of the day entered. */
const startDemonstration = async (instance, folder) => {
  const from = performance.now();
  const failure = await instance.ready(longestStartMs).then(
    () => undefined,
    (error) => error.message,
  );
  const { story } = await import('../demo/story.mjs');
  const steps = readJson(join(folder, 'demo.json'), {});
  const whole = failure === undefined && story.length > 0 && story.every(({ name }) => steps[name]?.done);
  return report(whole, 'npm start enters a day of trade', from, failure ?? instance.output());
};

const stopDemonstration = async (instance) => {
  const from = performance.now();
  const code = await instance.interrupt();
  const intime = performance.now() - from < longestStopMs;
  return report(code === 0 && intime, 'Ctrl-C stops it', from, instance.output());
};

const journeys = async (instance) => {
  const browser = findChromium();
  if (browser === undefined) return skip('browser journeys', 'no Chromium');
  return runJest(['journeys'], { env: { BAYTRACE_RUN: instance.runFile, CHROMIUM_PATH: browser } });
};

/** An installation with its demonstration, used in a browser. */
const useDemonstration = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'baytrace-system-'));
  const instance = startInstance(folder);
  try {
    const started = await startDemonstration(instance, folder);
    if (!instance.isRunning()) return started;
    return sumOf([started, await journeys(instance), await stopDemonstration(instance)]);
  } finally {
    if (instance.isRunning()) await instance.interrupt();
    removePostgresData({ path: (...parts) => join(folder, ...parts) });
    rmSync(folder, { recursive: true, force: true });
  }
};

/** The whole system as a person starts it: its life, then the browser journeys on its demonstration. */
export const systemStage = async () => sumOf([await runJest(['system']), await useDemonstration()]);
