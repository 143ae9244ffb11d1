import { CommandFailed } from '../terminal/run-command.mjs';
import { secondsSince } from '../terminal/progress.mjs';
import { emptyTally, oneCheck, oneSkip, sumOf } from './tally.mjs';

/**
 * Runs one command as one check and says how it went; what it printed is shown only when it failed.
 * @param work the command, by runCommand with `quiet`
 */
export const check = async (name, work) => {
  const from = performance.now();
  try {
    await work();
    console.log(`  passed  ${name} (${secondsSince(from)} s)`);
    return oneCheck(true);
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    console.log(`  FAILED  ${name} (${secondsSince(from)} s)\n${error.output}\n${error.message}`);
    return oneCheck(false);
  }
};

/** Says that something was not run. */
export const skip = (name, reason) => {
  console.log(`  skipped: ${reason} (${name})`);
  return oneSkip(`${name}: ${reason}`);
};

/**
 * Runs the stages one after another; a failed one does not hide the next. A stage that threw, or that found nothing
 * to run, is a failure.
 * @param stages `[{ name, run: () => Promise<Tally> }]`
 */
export const runStages = async (stages) => {
  const tallies = [];
  for (const { name, run } of stages) {
    const from = performance.now();
    console.log(`\n${name}`);
    const tally = await run().catch((error) => {
      console.log(`  FAILED  ${error.stack}`);
      return oneCheck(false);
    });
    const found = tally.passed + tally.failed + tally.skips.length > 0;
    if (!found) console.log('  FAILED  found nothing to run');
    const counted = found ? tally : sumOf([emptyTally(), oneCheck(false)]);
    console.log(
      `${name}: ${counted.passed} passed, ${counted.failed} failed, ${counted.skips.length} skipped (${secondsSince(from)} s)`,
    );
    tallies.push(counted);
  }
  return sumOf(tallies);
};
