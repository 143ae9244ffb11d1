import { buildEverything } from '../build/build-everything.mjs';
import { installPackages } from '../install/install-packages.mjs';
import { createProgress } from '../terminal/progress.mjs';
import { jestStage } from './jest-stage.mjs';
import { lintStage } from './lint-stage.mjs';
import { openApiStage } from './openapi-stage.mjs';
import { check, runStages } from './run-checks.mjs';
import { systemStage } from './system-stage.mjs';
import { verdictOf } from './tally.mjs';
import { typesStage } from './types-stage.mjs';

/** In the order in which a mistake is cheapest to find. */
const stages = [
  { name: 'lint', run: lintStage },
  { name: 'types', run: typesStage },
  { name: 'unit and integration tests', run: jestStage },
  { name: 'OpenAPI', run: openApiStage },
  { name: 'the whole system, in a browser', run: systemStage },
];

const prepare = async (progress) => {
  await installPackages(progress);
  await buildEverything(progress);
};

const buildStage = { name: 'build', run: () => check('build', () => prepare(createProgress())) };

/**
 * Installs what is missing, builds, runs all stages and prints the count as last line.
 * @returns the exit code
 */
export const runAllTests = async () => {
  const inCi = process.env.CI !== undefined && process.env.CI !== '' && process.env.CI !== 'false';
  const tally = await runStages([buildStage, ...stages]);
  const { line, exitCode, unlawful } = verdictOf(tally, inCi);
  for (const reason of unlawful) console.log(`\nskipped in CI, which counts as failed: ${reason}`);
  console.log(`\n${line}`);
  return exitCode;
};
