/** Seconds since `from` (performance.now()), one decimal. */
export const secondsSince = (from) => ((performance.now() - from) / 1000).toFixed(1);

/**
 * Says what is going on, with the seconds since the command began.
 * @returns `say(text)` for a line, `during(text, work)` for a line when the work is done, with its duration
 */
export const createProgress = (write = (line) => process.stdout.write(`${line}\n`)) => {
  const begin = performance.now();
  const say = (text) => write(`[${secondsSince(begin).padStart(6)} s] ${text}`);
  const during = async (text, work) => {
    const from = performance.now();
    const result = await work();
    say(`${text} (${secondsSince(from)} s)`);
    return result;
  };
  return { say, during, elapsed: () => secondsSince(begin) };
};
