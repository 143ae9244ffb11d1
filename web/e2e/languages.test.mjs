/** The portal speaks simplified and traditional Chinese, English and Portuguese (S-49). */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { installation, openBrowser } from './browser.mjs';
import { at } from './forms.mjs';
import { navigationOf, openBy } from './pages.mjs';
import { openWindow, photographFailure, signIn } from './people.mjs';
import { untranslatedOn } from './untranslated-words.mjs';

const languages = [
  { language: 'zh-Hans', lang: 'zh-Hans-CN', today: '今日', signIn: '登录' },
  { language: 'zh-Hant', lang: 'zh-Hant-HK', today: '今日', signIn: '登入' },
  { language: 'en', lang: 'en', today: 'Today', signIn: 'Sign in' },
  { language: 'pt', lang: 'pt-PT', today: 'Hoje', signIn: 'Entrar' },
];
const house = installation();
let browser;
let clerk;

beforeAll(async () => {
  browser = await openBrowser();
  clerk = await signIn(browser, house, 'gd', 'foshan-clerk');
});
afterAll(() => browser?.close());

/** The language of the page; a switch loads its words first, and 今日 is the same word in two of them. */
const untilLang = (page, lang) => page.locator(`html[lang="${lang}"]`).waitFor({ state: 'attached' });

describe.each(languages)('in $language', ({ language, lang, today, signIn: door }) => {
  test('the door says so, also to the browser', async () => {
    const { context, page } = await openWindow(browser, { locale: 'fr-FR' });
    await page.goto(`${house.web}/sign-in`);
    await at(page, `language-${language}`).click();
    await at(page, 'sign-in-submit').filter({ hasText: door }).waitFor();
    await untilLang(page, lang);
    expect(await untranslatedOn(page)).toEqual([]);
    await page.reload();
    await at(page, 'sign-in-submit').filter({ hasText: door }).waitFor();
    await context.close();
  });

  test('every page is in words', async () => {
    const { page } = clerk;
    await photographFailure(
      house,
      `language-${language}`,
      () => ({ clerk }),
      async () => {
        await at(page, 'account-menu').click();
        await page.locator(`[data-testid="language-${language}"]:visible`).click();
        await page.keyboard.press('Escape');
        await at(page, 'nav-today').filter({ hasText: today }).waitFor();
        await untilLang(page, lang);
        const left = {};
        for (const entry of await navigationOf(page)) {
          await openBy(page, entry);
          const words = await untranslatedOn(page);
          if (words.length > 0) left[entry] = words;
        }
        expect(left).toEqual({});
      },
    );
  });
});

test("the browser's own language is the first one shown", async () => {
  for (const [locale, lang] of [
    ['zh-HK', 'zh-Hant-HK'],
    ['zh-CN', 'zh-Hans-CN'],
    ['pt-PT', 'pt-PT'],
    ['en-GB', 'en'],
  ]) {
    const { context, page } = await openWindow(browser, { locale });
    await page.goto(`${house.web}/scan`);
    await at(page, 'public-code').waitFor();
    await untilLang(page, lang);
    await context.close();
  }
});
