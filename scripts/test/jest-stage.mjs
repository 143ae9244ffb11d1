import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { inRepository } from '../repository.mjs';
import { CommandFailed, runNode } from '../terminal/run-command.mjs';
import { secondsSince } from '../terminal/progress.mjs';
import { skip } from './run-checks.mjs';
import { oneCheck, sumOf } from './tally.mjs';
import { withTestPostgres } from './test-postgres.mjs';

const jest = (args, options) =>
  runNode(
    '--experimental-vm-modules',
    ['--no-warnings', inRepository('node_modules/jest/bin/jest.js'), ...args],
    options,
  );

/** A project that hangs must not keep CI from saying so. */
const longestProjectMs = 10 * 60_000;

/** Names of tests that asked not to be run (`test.skip`, `test.todo`). */
const skippedTests = (suites) =>
  suites.flatMap((suite) =>
    suite.assertionResults
      .filter(({ status }) => status === 'pending' || status === 'todo')
      .map(({ fullName }) => `test not run: ${fullName}`),
  );

/** A suite that did not even load counts as one failure. */
const tallyOf = (report) => ({
  passed: report.numPassedTests,
  failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
  skips: skippedTests(report.testResults),
});

/** Jest's report; undefined when it ended without one. */
const readReport = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);

const runSuites = async (args, options) => {
  const folder = mkdtempSync(join(tmpdir(), 'baytrace-jest-'));
  const file = join(folder, 'report.json');
  try {
    const signal = AbortSignal.timeout(longestProjectMs);
    await jest([...args, '--json', `--outputFile=${file}`], { quiet: true, signal, ...options }).catch(
      (error) => {
        if (signal.aborted) console.log(`  FAILED  not ended after ${longestProjectMs / 60_000} minutes`);
        else if (error instanceof CommandFailed) console.log(error.output.replace(/^\{"num.*$/mu, ''));
        else throw error;
      },
    );
    const report = readReport(file);
    const found = report === undefined ? oneCheck(false) : tallyOf(report);
    return signal.aborted ? sumOf([found, oneCheck(false)]) : found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const hasTests = async (name, options) => {
  const args = ['--selectProjects', name, '--listTests', '--passWithNoTests'];
  const listed = await jest(args, { quiet: true, ...options });
  return listed.split('\n').some((line) => isAbsolute(line));
};

/**
 * Runs Jest projects one after another and counts their tests; a project without tests counts as skipped.
 * @param names projects of jest.config.mjs
 * @param options `args`: more arguments for Jest; the others as for runNode
 */
export const runJest = async (names, { args = [], ...options } = {}) => {
  const tallies = [];
  for (const name of names) {
    const from = performance.now();
    if (!(await hasTests(name, options))) {
      tallies.push(skip(name, 'no tests yet'));
      continue;
    }
    const tally = await runSuites(['--selectProjects', name, ...args], options);
    for (const reason of tally.skips) console.log(`  skipped: ${reason}`);
    console.log(
      `  ${tally.failed > 0 ? 'FAILED' : 'passed'}  ${name}: ${tally.passed} passed, ${tally.failed} failed (${secondsSince(from)} s)`,
    );
    tallies.push(tally);
  }
  return sumOf(tallies);
};

/** Unit and integration tests of all rooms. */
export const jestStage = async () =>
  sumOf([
    await runJest([
      ...['domain', 'embedded', 'fabric', 'conformance', 'chaincode', 'device-bridge', 'web', 'scripts'],
    ]),
    await withTestPostgres((url) => runJest(['gateway-api'], { env: { TEST_POSTGRES_URL: url } })),
  ]);
