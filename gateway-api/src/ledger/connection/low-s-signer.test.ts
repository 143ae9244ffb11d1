import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { lowSSigner } from './low-s-signer.js';

const halfOrder = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551') >> 1n;

/** S of a DER signature SEQUENCE{INTEGER r, INTEGER s}. */
const sOf = (der: Buffer): bigint => {
  const rLength = der[3] ?? 0;
  const sLength = der[5 + rLength] ?? 0;
  return BigInt(`0x${der.subarray(6 + rLength, 6 + rLength + sLength).toString('hex')}`);
};

test('every signature verifies and has a low S, as Fabric demands', async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const sign = lowSSigner(pem);
  for (let n = 0; n < 200; n += 1) {
    const message = Buffer.from(`message ${n}`);
    const signature = Buffer.from(await sign(message));
    expect(verify('sha256', message, createPublicKey(privateKey), signature)).toBe(true);
    expect(sOf(signature) <= halfOrder).toBe(true);
  }
});
