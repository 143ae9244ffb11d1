import { describe, expect, test } from '@jest/globals';
import { ApiProblem, mayRetry, problemFrom, toProblem } from './problem.js';

describe('what the gateway refuses', () => {
  test('a problem document keeps its code, params, fields and request id', () => {
    const problem = problemFrom(409, {
      code: 'BT-GOODS-SHORT',
      params: { short: '10', nested: {} },
      errors: [{ path: 'lines.0.quantity', message: 'too much' }, 7],
      requestId: 'r1',
    });
    expect(problem).toMatchObject({
      code: 'BT-GOODS-SHORT',
      status: 409,
      params: { short: '10' },
      requestId: 'r1',
    });
    expect(problem.fields).toEqual([{ path: 'lines.0.quantity', message: 'too much' }]);
  });
  test('a foreign body gets the code of its status', () => {
    expect(problemFrom(503, '<html>').code).toBe('BT-UNAVAILABLE');
    expect(problemFrom(418, null).code).toBe('BT-INTERNAL');
    expect(problemFrom(404, { code: 'OTHER' }).code).toBe('BT-NOT-FOUND');
  });
  test('a failed connection is OFFLINE, a defect stays a defect', () => {
    expect(toProblem(new TypeError('Failed to fetch')).code).toBe('OFFLINE');
    expect(() => toProblem(new TypeError('x is not a function'))).toThrow('x is not a function');
  });
  test('only what may go through later keeps its idempotency key', () => {
    expect(mayRetry(new ApiProblem('OFFLINE', 0))).toBe(true);
    expect(mayRetry(new ApiProblem('BT-UNAVAILABLE', 503))).toBe(true);
    expect(mayRetry(new ApiProblem('BT-GOODS-SHORT', 409))).toBe(false);
  });
});
