import { describe, expect, test } from '@jest/globals';
import { preferredLanguage } from './languages.js';
import { nameIn } from './names.js';

describe('the language of a first visit', () => {
  test.each([
    [['zh-HK', 'en'], 'zh-Hant'],
    [['zh-Hant-MO'], 'zh-Hant'],
    [['zh-CN'], 'zh-Hans'],
    [['pt-PT', 'zh'], 'pt'],
    [['fr', 'en-GB'], 'en'],
    [['fr'], 'zh-Hans'],
  ])('%j → %s', (wanted, language) => {
    expect(preferredLanguage(wanted)).toBe(language);
  });
});

describe('a name that a language lacks', () => {
  test('comes from the nearest one', () => {
    expect(nameIn({ 'zh-Hans': '糖', en: 'candy' }, 'zh-Hant')).toBe('糖');
    expect(nameIn({ 'zh-Hans': '糖', en: 'candy' }, 'pt')).toBe('candy');
    expect(nameIn(null, 'en')).toBe('');
  });
});
