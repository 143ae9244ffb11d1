import { currentLanguage } from './use-text.js';
import { languages, type Language } from './languages.js';
import type { Names } from '../../api/contract.js';

const order: Readonly<Record<Language, readonly Language[]>> = {
  'zh-Hans': ['zh-Hans', 'zh-Hant', 'en', 'pt'],
  'zh-Hant': ['zh-Hant', 'zh-Hans', 'en', 'pt'],
  en: ['en', 'pt', 'zh-Hans', 'zh-Hant'],
  pt: ['pt', 'en', 'zh-Hant', 'zh-Hans'],
};

/** A name of goods in `language`, else in the nearest language it has. */
export const nameIn = (names: Partial<Names> | null | undefined, language: Language): string => {
  const found = order[language].map((l) => names?.[l]).find((name) => name !== undefined && name !== '');
  return found ?? '';
};

/** A name of goods in the present language. Reactive. */
export const localName = (names: Partial<Names> | null | undefined): string =>
  nameIn(names, currentLanguage());

/** The other names, for showing beside the first. */
export const otherNames = (names: Names | null): string[] => {
  if (names === null) return [];
  const mine = localName(names);
  return [...new Set(languages.map((l) => names[l]))].filter((name) => name !== '' && name !== mine);
};
