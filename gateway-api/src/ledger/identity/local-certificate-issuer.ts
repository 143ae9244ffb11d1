import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as x509 from '@peculiar/x509';
import type { CertificateAuthorityConfig } from '../../config/ledger.config.js';
import { CertificateIssuer, type IssuedCertificate, type SubmitterAttributes } from './certificate-issuer.js';
import { enrolmentIdOf } from './held-certificate.js';
import { keyAlgorithm, keyPemOf, newKeyPair, signingKeyOf } from './key-pair.js';

/** Fabric CA writes attributes as JSON `{attrs:{…}}` into this extension (fabric-ca, lib/attrmgr). */
const attributeExtension = '1.2.3.4.5.6.7.8.1';
const day = 24 * 60 * 60 * 1000;
const validDays = 365;

/** Where the files of the CA are. */
export type LocalAuthority = Extract<CertificateAuthorityConfig, { kind: 'local' }>;

/** Issues from CA key and certificate files, as the embedded ledger and cryptogen (`ca/*-cert.pem`, `ca/priv_sk`) leave them. */
export class LocalCertificateIssuer extends CertificateIssuer {
  constructor(private readonly authority: LocalAuthority) {
    super();
  }

  /** @throws Error when the CA files are missing or unreadable. */
  override async issue(enrolmentId: string, attributes: SubmitterAttributes): Promise<IssuedCertificate> {
    const caCertificate = new x509.X509Certificate(await readFile(this.authority.certFile, 'utf8'));
    const signingKey = await signingKeyOf(await readFile(this.authority.keyFile));
    const keys = await newKeyPair();
    const end = Math.min(Date.now() + validDays * day, caCertificate.notAfter.getTime());
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: `00${randomBytes(15).toString('hex')}`,
      subject: `OU=client, CN=${enrolmentId}`,
      // the very bytes of the CA's name: Go compares them, and another string type would make another name
      issuer: caCertificate.subjectName,
      // not before the CA's own: Fabric verifies the chain as of then (msp/mspimplvalidate.go, getValidityOptsForCert)
      notBefore: new Date(Math.max(Date.now() - day, caCertificate.notBefore.getTime())),
      notAfter: new Date(end),
      signingAlgorithm: keyAlgorithm,
      publicKey: keys.publicKey,
      signingKey,
      extensions: [
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.BasicConstraintsExtension(false, undefined, true),
        await x509.AuthorityKeyIdentifierExtension.create(caCertificate),
        new x509.Extension(attributeExtension, false, Buffer.from(JSON.stringify({ attrs: attributes }))),
      ],
    });
    return { certificatePem: `${certificate.toString('pem')}\n`, keyPem: keyPemOf(keys.privateKey) };
  }

  override async renew(
    current: IssuedCertificate,
    attributes: SubmitterAttributes,
  ): Promise<IssuedCertificate> {
    return this.issue(enrolmentIdOf(current.certificatePem), attributes);
  }
}
