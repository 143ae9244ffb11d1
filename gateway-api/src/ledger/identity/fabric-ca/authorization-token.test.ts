import { generateKeyPairSync, verify } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { authorizationToken } from './authorization-token.js';

const halfOfOrder = BigInt('0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8');

const sOf = (der: Buffer): bigint => {
  const lengthOfR = der[3] ?? 0;
  return BigInt(`0x${der.subarray(6 + lengthOfR).toString('hex')}`);
};

describe('the token of a call to a Fabric CA (fabric-ca, util.GenECDSAToken)', () => {
  test('signs method, path, body and certificate, with low S as the server demands', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const keyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const call = { method: 'POST', path: '/api/v1/register', body: '{"id":"a"}' };
    for (let n = 0; n < 20; n += 1) {
      const token = await authorizationToken({ certificatePem: 'CERT', keyPem }, call);
      const [certificate, signature, ...rest] = token.split('.');
      expect(rest).toEqual([]);
      expect(certificate).toBe(Buffer.from('CERT').toString('base64'));
      const base64 = (text: string): string => Buffer.from(text).toString('base64');
      const signed = `POST.${base64(call.path)}.${base64(call.body)}.${base64('CERT')}`;
      const der = Buffer.from(signature ?? '', 'base64');
      expect(verify('sha256', Buffer.from(signed), publicKey, der)).toBe(true);
      expect(sOf(der) <= halfOfOrder).toBe(true);
    }
  });
});
