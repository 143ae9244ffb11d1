import { describe, expect, test } from '@jest/globals';
import { ActionKey } from './idempotency.js';

const counting = (): ((bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>) => {
  let n = 0;
  return (bytes) => bytes.fill(n++);
};

describe('the key of one user action', () => {
  test('a retry of the same content after a lost connection carries the same key', () => {
    const action = new ActionKey(counting());
    expect(action.keyFor({ id: 1 })).toBe(action.keyFor({ id: 1 }));
  });
  test('changed content is another action', () => {
    const action = new ActionKey(counting());
    expect(action.keyFor({ quantity: '1' })).not.toBe(action.keyFor({ quantity: '2' }));
  });
  test('after a final answer the same content is another action', () => {
    const action = new ActionKey(counting());
    const first = action.keyFor('x');
    action.settle();
    expect(action.keyFor('x')).not.toBe(first);
  });
  test('a key has a form the gateway takes', () => {
    expect(new ActionKey().keyFor(1)).toMatch(/^[A-Za-z0-9_-]{8,64}$/u);
  });
});
