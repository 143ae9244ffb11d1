/** Who signs in sees the own part of the portal, and every page of it opens. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { installation, openBrowser } from './browser.mjs';
import { at } from './forms.mjs';
import { navigationOf, openBy } from './pages.mjs';
import { photographFailure, signIn } from './people.mjs';

const trade =
  'purchases dispatches receiving sales stock whereabouts history products partners directory operations';
const everything =
  'purchases batches codes jobs dispatches receiving sales stock whereabouts history products partners directory operations';
const supervision =
  'enterprises purchases batches codes dispatches receiving sales stock whereabouts history products partners directory operations';

/** Written down by hand from the charter's roles, not from the portal's own table. */
const people = [
  ['gd', 'foshan-clerk', everything],
  ['gd', 'foshan-line', 'batches codes jobs history products operations'],
  [
    'gd',
    'foshan-warehouse',
    'purchases batches codes dispatches receiving sales stock history products partners directory operations',
  ],
  ['gd', 'foshan-admin', `${everything} accounts`],
  ['hk', 'harbour-clerk', `${trade} batches codes`],
  ['mo', 'lotus-clerk', `${trade} batches codes`],
  ['mo', 'lotus-admin', `${everything} accounts`],
  ['gd', 'regulator', supervision],
  ['hk', 'regulator', supervision],
  ['mo', 'administrator', 'directory operations accounts audit'],
];

const house = installation();
let browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

describe.each(people)('%s/%s', (jurisdiction, login, pages) => {
  test('sees the own navigation, and each of its pages opens without complaint', async () => {
    const person = await signIn(browser, house, jurisdiction, login);
    const { page, defects, context } = person;
    await photographFailure(
      house,
      `pages-of-${jurisdiction}-${login}`,
      () => ({ person }),
      async () => {
        const entries = await navigationOf(page);
        expect(entries.toSorted()).toEqual(['today', ...pages.split(' ')].toSorted());
        const refused = [];
        for (const entry of entries) {
          await openBy(page, entry);
          if ((await at(page, 'problem').count()) > 0) refused.push(entry);
          const heading = await page.locator('main h1').first().textContent();
          if (heading.trim() === '') refused.push(`${entry} has no title`);
        }
        expect({ refused, defects }).toEqual({ refused: [], defects: [] });
      },
    );
    await context.close();
  });
});

test('an address of somebody else’s work leads to no page and no data', async () => {
  const { page, open, context } = await signIn(browser, house, 'gd', 'foshan-line');
  for (const path of ['/purchases', '/dispatches/new', '/accounts', '/audit', '/enterprises/new']) {
    await open(path);
    await page.waitForURL(/\/not-allowed$/u);
  }
  await context.close();
});
