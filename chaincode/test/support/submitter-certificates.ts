import 'reflect-metadata';
import { createPrivateKey, KeyObject, randomBytes, webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as x509 from '@peculiar/x509';

/** What a jurisdiction's CA writes into a submitter's certificate. */
export type Attributes = Readonly<Record<string, string>>;

/** PEM of a certificate and its key (PKCS #8). */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

/** Fabric CA writes attributes as JSON `{attrs:{…}}` into this extension (fabric-ca, lib/attrmgr). */
const attributeExtension = '1.2.3.4.5.6.7.8.1';
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const day = 24 * 60 * 60 * 1000;

x509.cryptoProvider.set(webcrypto as unknown as Parameters<typeof x509.cryptoProvider.set>[0]);

const readCaKey = (file: string): Promise<webcrypto.CryptoKey> => {
  const der = createPrivateKey(readFileSync(file)).export({ type: 'pkcs8', format: 'der' });
  return webcrypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
};

/** Issues a client certificate with Fabric CA attributes from the CA files of a test network. */
export const issueCertificate = async (
  ca: { readonly cert: string; readonly key: string },
  attributes: Attributes,
): Promise<Certificate> => {
  const caCertificate = new x509.X509Certificate(readFileSync(ca.cert, 'utf8'));
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: `00${randomBytes(15).toString('hex')}`,
    subject: `OU=client, CN=${randomBytes(8).toString('hex')}`,
    issuer: caCertificate.subject,
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Date.now() + day),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: await readCaKey(ca.key),
    extensions: [
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.BasicConstraintsExtension(false, undefined, true),
      await x509.AuthorityKeyIdentifierExtension.create(caCertificate),
      new x509.Extension(attributeExtension, false, Buffer.from(JSON.stringify({ attrs: attributes }))),
    ],
  });
  const key = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString();
  return { certificate: certificate.toString('pem'), key };
};
