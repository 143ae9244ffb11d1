import { htmlLang } from '../text/languages.js';
import { currentLanguage } from '../text/use-text.js';

/** Name of a country or territory (ISO 3166-1) in the present language. Reactive. */
export const countryName = (code: string | null | undefined): string => {
  if (code === null || code === undefined || !/^[A-Z]{2}$/u.test(code)) return code ?? '—';
  return new Intl.DisplayNames([htmlLang[currentLanguage()]], { type: 'region' }).of(code) ?? code;
};
