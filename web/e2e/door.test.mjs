/** Signing in and out: by keyboard alone, with words when it fails. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { installation, openBrowser } from './browser.mjs';
import { at, type } from './forms.mjs';
import { openWindow, phone, photographFailure, signIn } from './people.mjs';
import { refusalOn } from './shown-values.mjs';

const house = installation();
const { login, password } = house.account('hk', 'harbour-clerk');
const home = house.gateways.hk.url;
let browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const focusedTestId = (page) =>
  page.evaluate(() => document.activeElement.closest('[data-testid]')?.dataset.testid);

const tabTo = async (page, testid) => {
  for (let presses = 0; presses < 40; presses += 1) {
    if ((await focusedTestId(page)) === testid) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches ${testid}`);
};

test('keyboard only: in, to work, look a code up, out', async () => {
  const window = await openWindow(browser);
  const { page } = window;
  const journey = async () => {
    await page.goto(`${home}/purchases`);
    await at(page, 'sign-in-login').waitFor();
    expect(await focusedTestId(page)).toBe('sign-in-login');
    await page.keyboard.type(login);
    await tabTo(page, 'sign-in-password');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${home}/purchases`);
    await tabTo(page, 'nav-stock');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${home}/stock`);
    await page.keyboard.press('/');
    await page.keyboard.type('0BAYT0ABCDEFGHJKM');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/history\?code=/u);
    await tabTo(page, 'account-menu');
    await page.keyboard.press('Enter');
    await at(page, 'sign-out').waitFor();
    await tabTo(page, 'sign-out');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/sign-in/u);
    expect(window.defects).toEqual([]);
  };
  await photographFailure(house, 'keyboard', () => ({ window }), journey);
});

test('a wrong password is refused in words, and the same ones as for an unknown login', async () => {
  const { page } = await openWindow(browser);
  await page.goto(`${home}/sign-in`);
  const refusals = [];
  for (const name of [login, 'nobody-here']) {
    await type(page, 'sign-in-login', name);
    await type(page, 'sign-in-password', 'certainly-not-this-1A');
    await at(page, 'sign-in-submit').click();
    refusals.push(await refusalOn(page));
  }
  expect(refusals[0]).toEqual(refusals[1]);
  expect(refusals[0].words).toMatch(/[一-鿿]{4}/u);
});

test('on a phone the first work is one touch away, all other under “more”', async () => {
  const person = await signIn(browser, house, 'hk', 'harbour-clerk', { viewport: phone });
  const { page } = person;
  const journey = async () => {
    await at(page, 'tab-receiving').click();
    await at(page, 'scan-input').waitFor();
    await at(page, 'tab-more').click();
    await at(page, 'more-whereabouts').click();
    await page.waitForURL(/\/whereabouts$/u);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(phone.width);
  };
  await photographFailure(house, 'phone', () => ({ person }), journey);
});
