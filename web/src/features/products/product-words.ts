import { text } from '../../ui/text/use-text.js';

/** Kinds of packaging offered in the form. */
export const packagings = [
  'bottle',
  'can',
  'bag',
  'box',
  'jar',
  'pouch',
  'carton',
  'tray',
  'tube',
  'bucket',
  'other',
] as const;

/** Categories of prepackaged food offered in the form. */
export const categories = [
  'beverages',
  'tea',
  'dairy',
  'biscuits',
  'confectionery',
  'condiments',
  'noodles',
  'canned',
  'frozen',
  'oils',
  'meat-products',
  'aquatic-products',
  'nuts',
  'other',
] as const;

const has = <T extends string>(list: readonly T[], word: string): word is T =>
  (list as readonly string[]).includes(word);

/** Name of a packaging; one entered elsewhere as it is. */
export const packagingName = (word: string): string =>
  has(packagings, word) ? text(`products.packagings.${word}`) : word;

/** Name of a category; one entered elsewhere as it is. */
export const categoryName = (word: string): string =>
  has(categories, word) ? text(`products.categories.${word}`) : word;
