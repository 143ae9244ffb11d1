/**
 * What a stage found. `passed` and `failed` are numbers of checks, `skips` the reasons of what was not run.
 * @typedef {{passed: number, failed: number, skips: string[]}} Tally
 */

/** The only reason for which CI lets something be skipped (charter §9). */
const lawfulSkip = /no Fabric binaries/u;

/** A tally with nothing in it. */
export const emptyTally = () => ({ passed: 0, failed: 0, skips: [] });

/** A tally of one check. */
export const oneCheck = (passed) => ({ passed: passed ? 1 : 0, failed: passed ? 0 : 1, skips: [] });

/** A tally of one thing not run. */
export const oneSkip = (reason) => ({ passed: 0, failed: 0, skips: [reason] });

/** The sum of tallies. */
export const sumOf = (tallies) => ({
  passed: tallies.reduce((sum, tally) => sum + tally.passed, 0),
  failed: tallies.reduce((sum, tally) => sum + tally.failed, 0),
  skips: tallies.flatMap((tally) => tally.skips),
});

/**
 * The verdict over a whole run.
 * @param inCi whether an unlawful skip is a failure
 * @returns the last line of output, the exit code, and the skips that made it fail
 */
export const verdictOf = ({ passed, failed, skips }, inCi) => {
  const unlawful = inCi ? skips.filter((reason) => !lawfulSkip.test(reason)) : [];
  const total = failed + unlawful.length;
  return {
    line: `${passed} passed, ${total} failed, ${skips.length - unlawful.length} skipped`,
    exitCode: total > 0 || passed === 0 ? 1 : 0,
    unlawful,
  };
};
