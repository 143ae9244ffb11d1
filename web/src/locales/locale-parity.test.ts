import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCatalogue } from '@baytrace/domain/errors';
import { languages } from '../ui/text/languages.js';

const folder = import.meta.dirname;
type Tree = { [key: string]: string | Tree };

const read = (language: string, file: string): Tree =>
  JSON.parse(readFileSync(join(folder, language, file), 'utf8')) as Tree;
const filesOf = (language: string): string[] =>
  readdirSync(join(folder, language))
    .filter((file) => file.endsWith('.json'))
    .sort();
const flatten = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : flatten(value, `${path}${key}.`),
  );
const placeholders = (text: string): string[] =>
  [...new Set(Array.from(text.matchAll(/\{(\w+)\}/gu), (match) => match[1] ?? ''))].sort();

const standard = filesOf('zh-Hans');

describe('the four languages say the same (S-49)', () => {
  test.each(languages)('%s has every file of the standard language and no other', (language) => {
    expect(filesOf(language)).toEqual(standard);
  });

  for (const language of languages.filter((l) => l !== 'zh-Hans')) {
    test.each(standard)(`${language}/%s: same keys, same values put in, nothing empty`, (file) => {
      const theirs = new Map(flatten(read(language, file)));
      const ours = flatten(read('zh-Hans', file));
      expect([...theirs.keys()]).toEqual(ours.map(([key]) => key));
      for (const [key, text] of ours) {
        expect([key, placeholders(theirs.get(key) ?? '')]).toEqual([key, placeholders(text)]);
        expect([key, theirs.get(key)?.trim()]).not.toEqual([key, '']);
      }
    });
  }

  test('traditional Chinese has no simplified letters of everyday words', () => {
    for (const file of standard) {
      for (const [key, text] of flatten(read('zh-Hant', file))) {
        expect([key, /[产码业员单发货进关联应询数类号录传删将经级编]/u.exec(text)?.[0]]).toEqual([
          key,
          undefined,
        ]);
      }
    }
  });
});

describe('every refusal has words (error catalogue)', () => {
  test.each(languages)('%s: what happened and what to do, for every code', (language) => {
    const problems = read(language, 'problems.json');
    expect(Object.keys(problems).sort()).toEqual([...Object.keys(errorCatalogue), 'OFFLINE'].sort());
    for (const [code, words] of Object.entries(problems)) {
      expect([code, Object.keys(words as Tree).sort()]).toEqual([code, ['do', 'what']]);
    }
  });
});
