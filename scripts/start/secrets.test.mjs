import { expect, test } from '@jest/globals';
import { randomPassword } from './secrets.mjs';

test('every random password has the three kinds of characters that gateways ask for (C-7.1)', () => {
  for (let n = 0; n < 3000; n += 1) {
    const password = randomPassword();
    expect(password).toMatch(/[a-z]/u);
    expect(password).toMatch(/[A-Z]/u);
    expect(password).toMatch(/\d/u);
    expect(password).toHaveLength(24);
  }
});
