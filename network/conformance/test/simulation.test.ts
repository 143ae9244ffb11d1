import { expect, test } from '@jest/globals';
import { conformance } from './network/conformance.js';

conformance('simulation', (ledger) => {
  test('what is submitted is committed and read back at every organisation', async () => {
    expect(await ledger.guangdong.submit('put', 'colour', 'red')).toMatchObject({ code: 0, result: 'red' });
    for (const client of [ledger.guangdong, ledger.hongKong, ledger.macao]) {
      expect(await client.evaluate('get', 'colour')).toBe('red');
    }
  });
});
