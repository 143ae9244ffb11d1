import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { encodeLine, isRecordText, LineSplitter } from './protocol.js';

describe('serialised text protocol', () => {
  test('lines come out the same however the bytes are cut into reads', () => {
    const field = fc.stringMatching(/^[A-Z0-9:/.]{1,8}$/u);
    const lines = fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(lines, fc.array(fc.integer({ min: 1, max: 9 })), (sent, cuts) => {
        let rest = Buffer.from(sent.map((fields) => encodeLine(...fields)).join(''));
        const splitter = new LineSplitter();
        const got: string[][] = [];
        for (const cut of [...cuts, rest.length]) {
          got.push(...splitter.push(rest.subarray(0, cut)));
          rest = rest.subarray(cut);
        }
        expect(got).toEqual(sent);
      }),
    );
  });

  test('a lone CR resets the parser, an endless line is refused', () => {
    const splitter = new LineSplitter(10);
    expect(splitter.push(Buffer.from('\r\rSFS|\r'))).toEqual([['SFS']]);
    expect(() => splitter.push(Buffer.from('x'.repeat(11)))).toThrow(RangeError);
  });

  test('a text with the field sign or a control character is no record', () => {
    expect(isRecordText('HTTPS://ID.EXAMPLE.CN/01/09521234543213/21/ABC')).toBe(true);
    for (const text of ['', 'a|b', 'a\rb', 'é']) expect(isRecordText(text)).toBe(false);
  });
});
