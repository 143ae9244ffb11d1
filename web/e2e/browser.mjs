/**
 * A real browser on a running installation. The test run names both: BAYTRACE_RUN is the path of its run.json,
 * CHROMIUM_PATH the browser.
 */
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

/** The installation under test: the content of its run.json, and its demo accounts. */
export const installation = () => {
  const run = JSON.parse(readFileSync(process.env.BAYTRACE_RUN, 'utf8'));
  const accounts = JSON.parse(readFileSync(run.accounts, 'utf8'));
  return {
    ...run,
    account: (jurisdiction, login) => {
      const found = accounts.find((entry) => entry.jurisdiction === jurisdiction && entry.login === login);
      if (found === undefined) throw new Error(`no demo account ${login} in ${jurisdiction}`);
      return found;
    },
  };
};

/** Opens the browser; close it with `close()`. Root needs it without a sandbox. */
export const openBrowser = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM_PATH,
    args: process.getuid() === 0 ? ['--no-sandbox'] : [],
  });
