import { describe, expect, test } from '@jest/globals';
import { codesFromCsv, sameCodeKey, splitScans } from './split-scans.js';

const uri = 'https://gd.example/01/09521234543213/21/7K3QXM0000000A001';

describe('what a scanner or a paste gives', () => {
  test('codes end with Enter, Tab or space', () => {
    expect(splitScans(`${uri}\r\nB\tC  D\n`)).toEqual([uri, 'B', 'C', 'D']);
  });
  test('a scanner typing through a Chinese input method is understood', () => {
    expect(splitScans('７Ｋ３ＱＸＭ')).toEqual(['7K3QXM']);
  });
  test('nothing but white space is no scan', () => {
    expect(splitScans(' \t\r\n')).toEqual([]);
  });
});

describe('a file of codes', () => {
  test("the platform's own download: heading, byte order mark, quotes, several columns", () => {
    const csv = `\uFEFFindex,code\r\n0,"${uri}"\r\n1,${uri.replace('001', '002')}\r\n`;
    expect(codesFromCsv(csv)).toEqual([uri, uri.replace('001', '002')]);
  });
  test('each code once; bare serials too', () => {
    expect(codesFromCsv('7K3QXM0000000A001\n7K3QXM0000000A001\nnot a code\n')).toEqual(['7K3QXM0000000A001']);
  });
});

describe('two spellings of one code', () => {
  test('host, case and query make no difference', () => {
    expect(sameCodeKey(`${uri}?17=270101`)).toBe(sameCodeKey(uri.toUpperCase()));
    expect(sameCodeKey('/T/7k3qxm')).toBe('7K3QXM');
  });
});
