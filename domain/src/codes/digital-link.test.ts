import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  base32Alphabet,
  elementString,
  gs1CheckDigit,
  itemElement,
  lotElement,
  parseScan,
  ssccElement,
  toUpperCaseUri,
  toUri,
} from './index.js';
import type { CodeElement } from './index.js';

fc.configureGlobal({ seed: 1 });

const gtin = '09521234543213';
const serial = '7B4TXQGVKBWPJ4M24';
const sscc = '095212345600000012'.slice(0, 17) + gs1CheckDigit('095212345600000012'.slice(0, 17));
const item = { kind: 'item', form: 'gtin', gtin, serial };

const withCheckDigit = (digits: string): string => digits + gs1CheckDigit(digits);
const digitsOf = (length: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...Array.from('0123456789')), { minLength: length, maxLength: length })
    .map((d) => d.join(''));
const anyGtin = digitsOf(13).map(withCheckDigit);
const anySerial = fc
  .array(fc.constantFrom(...Array.from(base32Alphabet)), { minLength: 17, maxLength: 17 })
  .map((d) => d.join(''));
const lotCharacters = '!"%&\'()*+,-./0123456789:;<=>?ABCXYZ_abcxyz';
const anyElement: fc.Arbitrary<CodeElement> = fc.oneof(
  fc.tuple(anySerial, anyGtin).map(([s, g]) => itemElement(s, g)),
  anySerial.map((s) => itemElement(s)),
  fc
    .tuple(anyGtin, fc.array(fc.constantFrom(...Array.from(lotCharacters)), { minLength: 1, maxLength: 20 }))
    .map(([g, lot]) => lotElement(g, lot.join(''))),
  digitsOf(17).map((d) => ssccElement(withCheckDigit(d))),
);

describe('codes as GS1 Digital Links', () => {
  test('every element comes back from its element string and from its URI on any host', () => {
    fc.assert(
      fc.property(anyElement, fc.constantFrom('a.hk', 'trace.example', 'localhost:8443'), (element, host) => {
        expect(parseScan(elementString(element)).element).toEqual(element);
        expect(parseScan(toUri(host, element)).element).toEqual(element);
      }),
    );
  });

  test('items and logistic units come back from the upper-case URI', () => {
    fc.assert(
      fc.property(
        anyElement.filter((e) => e.kind !== 'lot'),
        (element) => {
          expect(parseScan(toUpperCaseUri('trace.example', element)).element).toEqual(element);
        },
      ),
    );
  });

  test('an upper-case item URI on a host of 14 characters is 61 characters of the QR alphanumeric set (charter §5)', () => {
    const uri = toUpperCaseUri('abcdefghij.com', itemElement(serial, gtin));
    expect(uri).toBe(`HTTPS://ABCDEFGHIJ.COM/01/${gtin}/21/${serial}`);
    expect(uri).toMatch(/^[0-9A-Z $%*+\-./:]{61}$/u);
  });

  test.each([
    [`https://any.host/01/${gtin}/21/${serial}`, item],
    [`HTTPS://ANY.HOST/01/${gtin}/21/${serial}`, item],
    [`http://any.host:8080/some/stem/01/${gtin}/21/${serial.toLowerCase()}/`, item],
    [`https://h.hk/01/9521234543213/21/${serial}#top`, item],
    [`/01/${gtin}/21/${serial}`, item],
    [`https://h.hk/t/${serial}`, { kind: 'item', form: 'platform', serial }],
    [` 7b4tx-qgvkb-wpj4m-24 `, { kind: 'item', form: 'bare', serial }],
    [`https://h.hk/01/${gtin}/10/LOT%2F1`, { kind: 'lot', gtin, lotNumber: 'LOT/1' }],
    [`https://h.hk/00/${sscc}`, { kind: 'sscc', sscc }],
    [`(00) ${sscc}`, { kind: 'sscc', sscc }],
    [sscc, { kind: 'sscc', sscc }],
  ])('%s is understood', (text, element) => {
    expect(parseScan(text).element).toEqual(element);
  });

  test('clear template variables travel as attributes and are no part of the identity (R-4.2.5f)', () => {
    const uri = toUri('h.hk', itemElement(serial, gtin), { '17': '260131', '10': 'a b' });
    expect(parseScan(uri)).toEqual({ element: item, attributes: { '10': 'a b', '17': '260131' } });
    expect(parseScan(`https://h.hk/01/${gtin}/10/L1/21/${serial}?utm=x`)).toEqual({
      element: item,
      attributes: { '10': 'L1' },
    });
  });

  test.each([
    ['', 'form'],
    ['hello', 'form'],
    ['https://h.hk/', 'path'],
    ['https://h.hk/about/us', 'path'],
    [`https://h.hk/01/09521234543210/21/${serial}`, 'gtin'],
    [`https://h.hk/01/${gtin}`, 'no-serial'],
    [`https://h.hk/01/${gtin}/21/TOO-SHORT`, 'serial'],
    [`https://h.hk/01/${gtin}/21/${serial}/10/L1`, 'path'],
    [`https://h.hk/01/${gtin}/99/x`, 'path'],
    [`https://h.hk/01/${gtin}/10/%E6%89%B9`, 'lot-number'],
    [`https://h.hk/01/${gtin}/10/%E6`, 'percent-encoding'],
    ['https://h.hk/00/095212345600000013', 'sscc'],
    ['x'.repeat(2001), 'length'],
  ])('%s is refused: %s', (text, reason) => {
    expect(() => parseScan(text)).toThrow(`BT-CODE-INVALID {"reason":"${reason}"}`);
  });

  test('no text makes the reader fail otherwise than by a code', () => {
    const parts = fc.constantFrom(
      'https://',
      '/',
      '01',
      '00',
      gtin,
      '21',
      '10',
      serial,
      '%',
      '?',
      '=',
      '17',
      'T',
      'x',
      sscc,
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(parts).map((p) => p.join('')),
        ),
        (text) => {
          try {
            parseScan(text);
          } catch (error) {
            expect(String(error)).toContain('BT-CODE-INVALID');
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('what cannot be printed is refused', () => {
    expect(() => toUri('https://h', itemElement(serial))).toThrow('host');
    expect(() => toUri('h.hk', itemElement(serial), { '21': 'x' })).toThrow('attribute');
    expect(() => toUri('h.hk', { kind: 'item', form: 'bare', serial })).toThrow('bare');
    expect(() => toUpperCaseUri('h.hk', lotElement(gtin, 'lot1'))).toThrow('lower-case');
    expect(() => lotElement(gtin, '批号')).toThrow('lot-number');
  });
});
