import { describe, expect, test } from '@jest/globals';
import { RequestLimits } from './request-limits.js';

const passes = (limits: RequestLimits, ip: string, at: number): boolean => {
  try {
    limits.take('sign-in', ip, at);
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: 'BT-TOO-MANY-REQUESTS', params: { retryAfterSeconds: 1 } });
    return false;
  }
};

describe('allowance of an address', () => {
  test('a burst of 60, then one a second; other addresses are not concerned', () => {
    const limits = new RequestLimits();
    const burst = Array.from({ length: 100 }, () => passes(limits, '192.0.2.1', 0));
    expect(burst.filter(Boolean)).toHaveLength(60);
    expect(passes(limits, '192.0.2.2', 0)).toBe(true);
    expect(passes(limits, '192.0.2.1', 1000)).toBe(true);
    expect(passes(limits, '192.0.2.1', 1000)).toBe(false);
  });

  test('addresses of one IPv6 subscriber share one', () => {
    const limits = new RequestLimits();
    for (let i = 0; i < 60; i += 1) expect(passes(limits, `2001:db8:1:2::${i.toString(16)}`, 0)).toBe(true);
    expect(passes(limits, '2001:db8:1:2:ffff::1', 0)).toBe(false);
    expect(passes(limits, '2001:db8:1:3::1', 0)).toBe(true);
  });
});
