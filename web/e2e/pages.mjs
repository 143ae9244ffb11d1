import { at } from './forms.mjs';

/** The entries of the navigation at a desk, as the page names them: `['today', 'purchases', …]`. */
export const navigationOf = (page) =>
  page
    .locator('[data-testid^="nav-"]')
    .evaluateAll((entries) => entries.map((entry) => entry.dataset.testid.slice('nav-'.length)));

/** Waits until the page has read what it shows. */
export const settled = async (page) => {
  await page.locator('main h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => document.querySelector('[data-testid="loading"]') === null);
};

/** Opens a page by its entry of the navigation. */
export const openBy = async (page, entry) => {
  await at(page, `nav-${entry}`).click();
  await settled(page);
};
