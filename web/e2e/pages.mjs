import { at } from './forms.mjs';
import { eventually } from './shown-values.mjs';

/** Requests under way, by page. */
const pending = new WeakMap();

/** Counts the requests of a page from now on. */
export const watchRequests = (page) => {
  const underWay = new Set();
  pending.set(page, underWay);
  page.on('request', (request) => underWay.add(request));
  page.on('requestfinished', (request) => underWay.delete(request));
  page.on('requestfailed', (request) => underWay.delete(request));
};

/** The entries of the navigation at a desk, as the page names them: `['today', 'purchases', …]`. */
export const navigationOf = (page) =>
  page
    .locator('[data-testid^="nav-"]')
    .evaluateAll((entries) => entries.map((entry) => entry.dataset.testid.slice('nav-'.length)));

/** Waits until the page has read what it shows. */
export const settled = async (page) => {
  await page.locator('main h1').first().waitFor();
  const busy = () => page.locator('main').locator('[data-testid="loading"], [aria-busy="true"]').count();
  await eventually(
    async () => pending.get(page).size + (await busy()),
    (left) => left === 0,
    20_000,
  );
};

/** Opens a page by its entry of the navigation. */
export const openBy = async (page, entry) => {
  const link = at(page, `nav-${entry}`);
  await link.click();
  await page.locator(`[data-testid="nav-${entry}"][aria-current="page"]`).waitFor();
  await settled(page);
};
