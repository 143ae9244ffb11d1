import { expect, test } from '@jest/globals';
import { conformance } from './network/conformance.js';

conformance('sizes and concurrency', (ledger) => {
  test('a value of 1 MiB is written and read', async () => {
    const value = 'x'.repeat(1024 * 1024);
    expect((await ledger.guangdong.submit('put', 'large', value)).code).toBe(0);
    expect((await ledger.hongKong.evaluate('get', 'large')).length).toBe(value.length);
  });

  test('a transaction of 1,000 keys', async () => {
    expect((await ledger.guangdong.submit('putMany', 'thousand', '1000')).code).toBe(0);
    expect(await ledger.hongKong.evaluateJson('range', 'thousand', 'thousane')).toHaveLength(1000);
  });

  test('a hundred transactions at once are all valid', async () => {
    const submitted = Array.from({ length: 100 }, async (_, i) => {
      const commit = await ledger.guangdong.contract.submitAsync('put', { arguments: [`at-once${i}`, 'x'] });
      return (await commit.getStatus()).code;
    });
    expect(new Set(await Promise.all(submitted))).toEqual(new Set([0]));
  });
});
