import 'reflect-metadata';
import { createPrivateKey, KeyObject, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

type CryptoApi = Parameters<typeof x509.cryptoProvider.set>[0];

x509.cryptoProvider.set(webcrypto as unknown as CryptoApi);

/** ECDSA P-256 with SHA-256: what Fabric's MSP and Fabric CA take by default. */
export const keyAlgorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** A fresh P-256 key pair. */
export const newKeyPair = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(keyAlgorithm, true, ['sign', 'verify']);

/** A private key as PKCS #8 PEM. */
export const keyPemOf = (key: webcrypto.CryptoKey): string =>
  KeyObject.from(key).export({ type: 'pkcs8', format: 'pem' }).toString();

/** Reads a P-256 private key, PKCS #8 or SEC 1 PEM. @throws Error when it is neither. */
export const signingKeyOf = (pem: string | Buffer): Promise<webcrypto.CryptoKey> =>
  webcrypto.subtle.importKey(
    'pkcs8',
    createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' }),
    keyAlgorithm,
    false,
    ['sign'],
  );

/** PKCS #10 request (RFC 2986) with nothing but the common name; the authority sets everything else. */
export const certificateRequest = async (
  commonName: string,
  keys: webcrypto.CryptoKeyPair,
): Promise<string> => {
  const request = await x509.Pkcs10CertificateRequestGenerator.create({
    name: `CN=${commonName}`,
    keys,
    signingAlgorithm: keyAlgorithm,
  });
  return request.toString('pem');
};
