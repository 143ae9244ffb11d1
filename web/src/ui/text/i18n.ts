import { createI18n } from 'vue-i18n';
import { htmlLang, type Language } from './languages.js';
import type { MessageSchema } from '../../locales/message-schema.js';

/** One i18n for the app; messages of a language arrive with {@link useLanguage}. */
export const i18n = createI18n({
  legacy: false,
  locale: 'zh-Hans',
  fallbackLocale: 'zh-Hans',
  missingWarn: false,
  fallbackWarn: false,
  messages: {},
});

const loaders: Readonly<Record<Language, () => Promise<{ messages: MessageSchema }>>> = {
  'zh-Hans': () => import('../../locales/zh-Hans/index.js'),
  'zh-Hant': () => import('../../locales/zh-Hant/index.js'),
  en: () => import('../../locales/en/index.js'),
  pt: () => import('../../locales/pt/index.js'),
};

const loaded = new Set<Language>();

/** Loads the words of a language if need be, shows them, and says so to the browser (`lang`). */
export const switchLanguage = async (language: Language): Promise<void> => {
  if (!loaded.has(language)) {
    const { messages } = await loaders[language]();
    i18n.global.setLocaleMessage(language, messages);
    loaded.add(language);
  }
  i18n.global.locale.value = language;
  document.documentElement.lang = htmlLang[language];
};
