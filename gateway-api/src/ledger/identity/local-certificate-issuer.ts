import 'reflect-metadata';
import { KeyObject, createPrivateKey, randomBytes, webcrypto } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Inject, Injectable } from '@nestjs/common';
import * as x509 from '@peculiar/x509';
import { GatewayConfig } from '../../config/gateway-config.js';
import { CertificateIssuer, type IssuedCertificate, type SubmitterAttributes } from './certificate-issuer.js';

/** Fabric CA writes attributes as JSON `{attrs:{…}}` into this extension (fabric-ca, lib/attrmgr). */
const attributeExtension = '1.2.3.4.5.6.7.8.1';
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const day = 24 * 60 * 60 * 1000;
const validDays = 365;

type CryptoApi = Parameters<typeof x509.cryptoProvider.set>[0];

x509.cryptoProvider.set(webcrypto as unknown as CryptoApi);

/** Issues from CA key and certificate files, as the embedded ledger and cryptogen leave them. */
@Injectable()
export class LocalCertificateIssuer extends CertificateIssuer {
  constructor(@Inject(GatewayConfig) private readonly config: GatewayConfig) {
    super();
  }

  /** @throws Error when the CA files are missing or unreadable. */
  override async issue(enrolmentId: string, attributes: SubmitterAttributes): Promise<IssuedCertificate> {
    const caCertificate = new x509.X509Certificate(await readFile(this.config.ledger.caCertFile, 'utf8'));
    const caKey = await this.#caKey();
    const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
    const attrs = JSON.stringify({ attrs: attributes });
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: `00${randomBytes(15).toString('hex')}`,
      subject: `OU=client, CN=${enrolmentId}`,
      issuer: caCertificate.subject,
      notBefore: new Date(Date.now() - day),
      notAfter: new Date(Date.now() + validDays * day),
      signingAlgorithm: algorithm,
      publicKey: keys.publicKey,
      signingKey: caKey,
      extensions: [
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.BasicConstraintsExtension(false, undefined, true),
        await x509.AuthorityKeyIdentifierExtension.create(caCertificate),
        new x509.Extension(attributeExtension, false, Buffer.from(attrs)),
      ],
    });
    const keyPem = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString();
    return { certificatePem: `${certificate.toString('pem')}\n`, keyPem };
  }

  async #caKey(): Promise<webcrypto.CryptoKey> {
    const der = createPrivateKey(await readFile(this.config.ledger.caKeyFile)).export({
      type: 'pkcs8',
      format: 'der',
    });
    return webcrypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
  }
}
