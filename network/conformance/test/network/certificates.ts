import 'reflect-metadata';
import { createPrivateKey, KeyObject, randomBytes, webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as x509 from '@peculiar/x509';
import type { ClientIdentity } from '../../src/fabric-client.js';
import type { AuthorityFiles } from '../../src/network.js';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
/** Fabric CA writes attributes as JSON `{attrs:{…}}` into this extension (fabric-ca, lib/attrmgr). */
const ATTRIBUTES = '1.2.3.4.5.6.7.8.1';

/** What a certificate says. */
export interface CertificateContent {
  /** Negative: it has expired. */
  readonly validForMs: number;
  /** Organisational unit, which is the role in an MSP with NodeOUs. */
  readonly unit: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** How long before its CA's first moment it begins; left out: with it. */
  readonly beforeAuthorityMs?: number;
}

/** A certificate of an organisation's CA, as a registration authority outside the ledger issues it. */
export async function issueCertificate(
  mspId: string,
  authorities: Readonly<Record<string, AuthorityFiles>>,
  { validForMs, unit, attributes, beforeAuthorityMs = 0 }: CertificateContent,
): Promise<ClientIdentity> {
  const files = authorities[mspId];
  if (files === undefined) throw new Error(`no CA of ${mspId}`);
  const issuer = new x509.X509Certificate(readFileSync(files.cert, 'utf8'));
  const der = createPrivateKey(readFileSync(files.key)).export({ type: 'pkcs8', format: 'der' });
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: `00${randomBytes(15).toString('hex')}`,
    subject: `OU=${unit}, CN=${randomBytes(8).toString('hex')}`,
    issuer: issuer.subjectName,
    notBefore: new Date(issuer.notBefore.getTime() - beforeAuthorityMs),
    notAfter: new Date(Date.now() + validForMs),
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey: await webcrypto.subtle.importKey('pkcs8', der, ALGORITHM, false, ['sign']),
    extensions: [
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.BasicConstraintsExtension(false, undefined, true),
      await x509.AuthorityKeyIdentifierExtension.create(issuer),
      new x509.Extension(ATTRIBUTES, false, Buffer.from(JSON.stringify({ attrs: attributes }))),
    ],
  });
  const key = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString();
  return { mspId, certificate: certificate.toString('pem'), key };
}
