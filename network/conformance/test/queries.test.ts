import { expect, test } from '@jest/globals';
import { refusal } from '../src/fabric-client.js';
import { conformance } from './network/conformance.js';

interface Page {
  readonly rows: readonly unknown[];
  readonly count: number;
  readonly bookmark: string;
}

conformance(
  'ranges and keys as LevelDB peers answer them (stateleveldb, core/chaincode/handler.go)',
  (ledger) => {
    const range = (start: string, end: string): Promise<[string, string][]> =>
      ledger.guangdong.evaluateJson('range', start, end);

    test('a range starts with its start and ends before its end', async () => {
      await ledger.guangdong.submit('putMany', 'r', '4');
      expect(await range('r0001', 'r0003')).toEqual([
        ['r0001', '1'],
        ['r0002', '2'],
      ]);
      expect(await range('r0002', 'r0002')).toEqual([]);
    });

    test('a range that ends before it starts is empty', async () => {
      expect(await range('r0003', 'r0001')).toEqual([]);
    });

    test('keys are in byte order of UTF-8, which differs from UTF-16 beyond U+FFFF', async () => {
      const keys = ['u-\u{1F600}', 'u-\uFF5E', 'u-z', 'u-\u00E9'];
      await ledger.guangdong.submit('putAll', ...keys.flatMap((key) => [key, 'x']));
      expect((await range('u-', 'u.')).map(([key]) => key)).toEqual([
        'u-z',
        'u-\u00E9',
        'u-\uFF5E',
        'u-\u{1F600}',
      ]);
    });

    test('a range of more than one answer of 100 comes whole', async () => {
      await ledger.guangdong.submit('putMany', 'many', '250');
      const rows = await range('many', 'manz');
      expect(rows).toHaveLength(250);
      expect(rows.at(-1)).toEqual(['many0249', '249']);
    });

    test('an open range has all plain keys and no composite keys (fabric-shim, stub)', async () => {
      await ledger.guangdong.submit('putComposite', 'open', 'a');
      const keys = (await range('', '')).map(([key]) => key);
      expect(keys.length).toBeGreaterThan(250);
      expect(keys.filter((key) => key.startsWith('\u0000'))).toEqual([]);
      expect(keys).toEqual([...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
    });

    test('a key can be any UTF-8 text, the empty one too (stateleveldb.go ValidateKeyValue)', async () => {
      for (const key of ['a b', 'a/b', '钥匙', '\u{10FFFF}', '']) {
        expect((await ledger.guangdong.submit('put', key, `value of ${key}`)).code).toBe(0);
        expect(await ledger.hongKong.evaluate('get', key)).toBe(`value of ${key}`);
      }
    });

    test('an empty value reads like no value', async () => {
      await ledger.guangdong.submit('put', 'empty', '');
      expect(await ledger.hongKong.evaluate('get', 'empty')).toBe('');
    });

    test('composite keys are found by their first parts, whole parts only, or by all of them', async () => {
      await ledger.guangdong.submit('putComposite', 'edge', 'a', '1');
      await ledger.guangdong.submit('putComposite', 'edge', 'a', '2');
      await ledger.guangdong.submit('putComposite', 'edge', 'ab', '3');
      await ledger.guangdong.submit('putComposite', 'edges', 'a', '4');
      const found = async (...parts: string[]): Promise<string[]> => {
        const rows = await ledger.guangdong.evaluateJson<[string[], string][]>('composite', 'edge', ...parts);
        return rows.map(([, value]) => value);
      };
      expect(await found('a')).toEqual(['a/1', 'a/2']);
      expect(await found()).toEqual(['a/1', 'a/2', 'ab/3']);
      expect(await found('a', '2')).toEqual(['a/2']);
    });

    test('rich queries are not supported (stateleveldb.go ExecuteQuery)', async () => {
      expect((await refusal(ledger.guangdong.evaluate('richQuery'))).message).toMatch(
        /GET_QUERY_RESULT failed: transaction ID: \w+: ExecuteQuery not supported for leveldb$/,
      );
    });
  },
);

conformance('pages (core/chaincode/handler.go, tx_simulator.go)', (ledger) => {
  const page = (...args: string[]): Promise<Page> => ledger.guangdong.evaluateJson('page', ...args);

  test('a page has its size, its count and a bookmark at which the next one starts', async () => {
    await ledger.guangdong.submit('putMany', 'p', '5');
    expect(await page('p0', 'p1', '2', '')).toEqual({
      rows: [
        ['p0000', '0'],
        ['p0001', '1'],
      ],
      count: 2,
      bookmark: 'p0002',
    });
    expect(await page('p0', 'p1', '2', 'p0002')).toMatchObject({ count: 2, bookmark: 'p0004' });
    expect(await page('p0', 'p1', '2', 'p0004')).toMatchObject({ count: 1, bookmark: '' });
    expect(await page('p0', 'p1', '5', '')).toMatchObject({ count: 5, bookmark: '' });
  });

  test('a page may be larger than one answer of 100', async () => {
    await ledger.guangdong.submit('putMany', 'wide', '150');
    expect(await page('wide', 'widf', '120', '')).toMatchObject({ count: 120, bookmark: 'wide0120' });
  });

  test('pages of composite keys', async () => {
    for (const part of ['1', '2', '3']) await ledger.guangdong.submit('putComposite', 'leaf', 'a', part);
    const one = await ledger.guangdong.evaluateJson<Page>('compositePage', '2', '', 'leaf', 'a');
    expect(one).toMatchObject({ rows: ['a/1', 'a/2'], count: 2 });
    const two = await ledger.guangdong.evaluateJson<Page>('compositePage', '2', one.bookmark, 'leaf', 'a');
    expect(two).toMatchObject({ rows: ['a/3'], count: 1, bookmark: '' });
  });

  test('a paginated query and a write exclude each other', async () => {
    expect((await refusal(ledger.guangdong.submit('putAfterPage', 'late'))).details[0]).toMatch(
      /PUT_STATE failed: transaction ID: \w+: txid \[\w+\]: unsuppored transaction. Transaction has already performed a paginated query. Writes are not allowed$/,
    );
    expect((await refusal(ledger.guangdong.submit('pageAfterPut', 'late'))).details[0]).toMatch(
      /GET_STATE_BY_RANGE failed: transaction ID: \w+: txid \[\w+\]: unsuppored transaction. Paginated queries are supported only in a read-only transaction$/,
    );
  });
});
