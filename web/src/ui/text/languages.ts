/** The languages of the portal (S-49). */
export const languages = ['zh-Hans', 'zh-Hant', 'en', 'pt'] as const;

export type Language = (typeof languages)[number];

/** Each language's own name, never translated. */
export const languageNames: Readonly<Record<Language, string>> = {
  'zh-Hans': '简体中文',
  'zh-Hant': '繁體中文',
  en: 'English',
  pt: 'Português',
};

/** Value of the page's `lang`, so that each script gets its own glyphs and hyphenation. */
export const htmlLang: Readonly<Record<Language, string>> = {
  'zh-Hans': 'zh-Hans-CN',
  'zh-Hant': 'zh-Hant-HK',
  en: 'en',
  pt: 'pt-PT',
};

export const isLanguage = (text: string): text is Language => (languages as readonly string[]).includes(text);

const chinese = (tag: string): Language => (/hant|-(?:tw|hk|mo)/iu.test(tag) ? 'zh-Hant' : 'zh-Hans');

/** The first of the browser's languages that the portal speaks; simplified Chinese if none. */
export const preferredLanguage = (wanted: readonly string[]): Language => {
  for (const tag of wanted) {
    if (/^zh/iu.test(tag)) return chinese(tag);
    if (/^pt/iu.test(tag)) return 'pt';
    if (/^en/iu.test(tag)) return 'en';
  }
  return 'zh-Hans';
};
