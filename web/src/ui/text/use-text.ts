import { i18n } from './i18n.js';
import type { MessageKey } from '../../locales/message-schema.js';
import type { Language } from './languages.js';

export type { MessageKey };

/** Values put into a message: `{n}`, `{name}`. */
export type MessageParams = Readonly<Record<string, string | number>>;

/** The text of a message in the present language; `count` picks the plural form. Reactive inside render and computed. */
export const text = (key: MessageKey, params: MessageParams = {}, count?: number): string =>
  count === undefined ? i18n.global.t(key, params) : i18n.global.t(key, params, count);

/** The present language. Reactive. */
export const currentLanguage = (): Language => i18n.global.locale.value as Language;

/** For components: `const t = useText()`. */
export const useText = (): typeof text => text;
