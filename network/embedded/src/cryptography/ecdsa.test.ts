import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isLowS, signLowS, verifyLowS } from './ecdsa.js';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const publicKey = createPublicKey(privateKey);

describe('signatures (bccsp/utils/ecdsa.go)', () => {
  test('are DER with low S and verify with any ECDSA library', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (message) => {
        const signature = signLowS(privateKey, message);
        expect(isLowS(signature)).toBe(true);
        expect(verify('sha256', message, publicKey, signature)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('about half of ordinary signatures have a high S and are refused although they verify', async () => {
    const message = Buffer.from('high');
    for (;;) {
      const signature = sign('sha256', message, privateKey);
      if (isLowS(signature)) continue;
      expect(verify('sha256', message, publicKey, signature)).toBe(true);
      expect(await verifyLowS(publicKey, message, signature)).toBe(false);
      return;
    }
  });

  test('bytes that are no signature are refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 80 }), async (bytes) => {
        expect(await verifyLowS(publicKey, Buffer.from('x'), bytes)).toBe(false);
      }),
    );
  });
});
