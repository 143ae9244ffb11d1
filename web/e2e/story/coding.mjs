/** Codes: issued, downloaded, sent to the coder, put to their goods, disabled. */
import { readFile } from 'node:fs/promises';
import { at, pick, type } from '../forms.mjs';
import { eventually, numberIn, untilSealed, untilShows } from '../shown-values.mjs';

/** Issues item codes for a product in one transaction (R-4.2.6a). @returns the block's locator */
export const issueCodes = async ({ page, open }, product, count) => {
  await open('/codes');
  await at(page, 'codes-issue').click();
  await pick(page, 'issue-product', product);
  await type(page, 'issue-count', String(count));
  await at(page, 'issue-submit').click();
  await page.waitForURL(/\/codes\/\w+$/u, { timeout: 60_000 });
  await untilSealed(page);
  return new URL(page.url()).pathname.split('/').at(-1);
};

/** Asks for codes of the block on the page. */
export const drawCodes = async ({ page }, count) => {
  await type(page, 'download-count', String(count));
  await at(page, 'download-draw').click();
};

/** Downloads the codes drawn last. @returns the bytes the browser saved */
export const download = async ({ page }, format) => {
  const saved = page.waitForEvent('download', { timeout: 60_000 });
  await at(page, `download-${format}`).first().click();
  return readFile(await (await saved).path());
};

/** Puts the codes drawn last to the goods of a batch. */
export const assignCodes = async ({ page }, lotNumber, count) => {
  await pick(page, 'download-lot', lotNumber);
  await at(page, 'download-assign').click();
  await untilShows(page, 'block-assigned', count);
  await at(page, 'download-assign').waitFor({ state: 'detached' });
};

/** Fills in a job for the coder that is there. */
export const orderJob = async ({ page, open }, { locator, lotNumber, count }) => {
  await open(`/jobs?locator=${locator}`);
  await at(page, 'job-start').waitFor();
  await eventually(
    () => page.locator('[data-testid="device"][data-state="online"]').count(),
    (found) => found > 0,
  );
  await pick(page, 'job-lot', lotNumber);
  await type(page, 'job-count', String(count));
  await at(page, 'job-start').click();
};

/** Follows the job on the page to its end. @returns its counts */
export const followJob = async ({ page }) => {
  await page.locator('[data-testid="job-state"][data-state="finished"]').waitFor({ timeout: 120_000 });
  const counts = async () => ({
    sent: await numberIn(page, 'job-sent'),
    marked: await numberIn(page, 'job-marked'),
    assigned: await numberIn(page, 'job-assigned'),
    unknown: await numberIn(page, 'job-unknown'),
  });
  return eventually(counts, ({ marked, assigned }) => marked === assigned && marked > 0);
};

/** Disables one code of the block (R-4.2.6c). */
export const disableCode = async ({ page, open }, locator, code) => {
  await open(`/codes/${locator}`);
  await type(page, 'status-codes', code);
  await at(page, 'status-disable').click();
  await untilShows(page, 'block-disabled', 1);
};
