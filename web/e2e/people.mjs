/** People at their desks, on their phones and at the shelf: each with a browser window of their own. */
import { join } from 'node:path';
import { at, type } from './forms.mjs';
import { watchRequests } from './pages.mjs';

const desk = { width: 1440, height: 900 };

/** A phone held upright. */
export const phone = { width: 390, height: 844 };

/** Messages of the browser's console that are no defect: a refusal that the page shows in words. */
const lawful = /Failed to load resource: the server responded with a status of (?:4\d\d|50[234])/u;

const listen = (page, defects) => {
  page.on('pageerror', (error) => defects.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !lawful.test(message.text())) defects.push(message.text());
  });
};

/**
 * A window without anybody signed in.
 * @returns the page, and `defects`: what its console complained of
 */
export const openWindow = async (browser, { viewport = desk, locale = 'zh-CN' } = {}) => {
  const context = await browser.newContext({ locale, viewport, timezoneId: 'Asia/Hong_Kong' });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const defects = [];
  listen(page, defects);
  watchRequests(page);
  return { context, page, defects };
};

/**
 * A demo account signed in at its gateway.
 * @param house the installation
 * @param options `viewport`, `locale`
 * @returns `{ page, context, defects, home, open(path) }`
 */
export const signIn = async (browser, house, jurisdiction, login, options) => {
  const window = await openWindow(browser, options);
  const { page } = window;
  const home = house.gateways[jurisdiction].url;
  const { password } = house.account(jurisdiction, login);
  await page.goto(`${home}/sign-in`);
  await type(page, 'sign-in-login', login);
  await type(page, 'sign-in-password', password);
  await at(page, 'sign-in-submit').click();
  await at(page, 'account-menu').waitFor();
  return { ...window, home, open: (path) => page.goto(`${home}${path}`) };
};

/**
 * Runs one journey; when it fails, every window is photographed beside the state folder and the pictures are named.
 * @param windows returns the windows to photograph
 */
export const photographFailure = async (house, name, windows, journey) => {
  try {
    return await journey();
  } catch (error) {
    const pictures = [];
    for (const [who, { page }] of Object.entries(windows())) {
      const path = join(house.state, '..', `journey-${name}-${who}.png`.replace(/[^\w./-]+/gu, '-'));
      const taken = await page.screenshot({ path, fullPage: true }).then(
        () => path,
        (failure) => `${who}: no picture (${failure.message})`,
      );
      pictures.push(`${taken} at ${page.url()}`);
    }
    error.message += `\nscreenshots:\n${pictures.join('\n')}`;
    throw error;
  }
};
