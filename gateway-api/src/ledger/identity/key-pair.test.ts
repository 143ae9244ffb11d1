import 'reflect-metadata';
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { describe, expect, test } from '@jest/globals';
import { certificateRequest, keyPemOf, newKeyPair, signingKeyOf } from './key-pair.js';

describe('keys and certificate requests', () => {
  test('a request names the enrolment id alone and proves possession of the key', async () => {
    const keys = await newKeyPair();
    const request = new x509.Pkcs10CertificateRequest(await certificateRequest('PSEUDONYM', keys));
    expect(request.subject).toBe('CN=PSEUDONYM');
    expect(request.extensions).toEqual([]);
    expect(await request.verify()).toBe(true);
    const ofKey = createPublicKey(keyPemOf(keys.privateKey)).export({ type: 'spki', format: 'der' });
    expect(Buffer.from(request.publicKey.rawData)).toEqual(ofKey);
  });

  test('a CA key is read in either form that EC keys have in files', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    for (const type of ['pkcs8', 'sec1'] as const) {
      const key = await signingKeyOf(privateKey.export({ type, format: 'pem' }));
      expect(key.algorithm.name).toBe('ECDSA');
    }
    const rsa = createPrivateKey(
      generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
    );
    await expect(signingKeyOf(rsa.export({ type: 'pkcs8', format: 'pem' }))).rejects.toThrow();
  });
});
