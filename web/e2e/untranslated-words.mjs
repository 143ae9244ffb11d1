import { readdirSync } from 'node:fs';

const groups = readdirSync(new URL('../src/locales/zh-Hans', import.meta.url))
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -'.json'.length));

/** A message key shown instead of its words: `purchases.confirm`. */
const key = String.raw`\b(?:${groups.join('|')})\.[a-z][\w-]*(?:\.[\w-]+)*\b`;
/** A value of the interface shown as it is: `delivery-note`. */
const value = String.raw`^[a-z]{2,}(?:-[a-z]+)+$`;

/**
 * What a person would read on the page that has not been put into words: keys of messages, raw values. Numbers, lots
 * and codes (`<code>`) speak no language.
 */
export const untranslatedOn = (page) =>
  page.evaluate(
    ([keyPattern, valuePattern]) => {
      const attributes = ['title', 'placeholder', 'aria-label', 'alt'];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const read = [];
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        if (node.parentElement.closest('script, style, code') === null) read.push(node.data.trim());
      }
      for (const element of document.querySelectorAll(attributes.map((name) => `[${name}]`).join(','))) {
        if (element.closest('code') === null) {
          read.push(...attributes.map((name) => element.getAttribute(name) ?? ''));
        }
      }
      const isLeft = (words) =>
        new RegExp(keyPattern, 'u').test(words) || new RegExp(valuePattern, 'u').test(words);
      return [...new Set(read.filter(isLeft))];
    },
    [key, value],
  );
