import 'reflect-metadata';
import { KeyObject, randomBytes, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** PEM text of a certificate and of its PKCS#8 private key. */
export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

/** What a leaf certificate is for. */
export interface LeafRequest {
  readonly commonName: string;
  /** Fabric's NodeOU: client, peer, admin or orderer. Left out of TLS certificates. */
  readonly organisationalUnit?: string;
  /** DNS names and IP addresses; given for TLS certificates only. */
  readonly hosts?: readonly string[];
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY = 86_400_000;
const CA_YEARS = 15;
const LEAF_YEARS = 10;

x509.cryptoProvider.set(webcrypto);

/** A self-signed P-256 certificate authority that issues the certificates of one organisation. */
export class CertificateAuthority {
  private constructor(
    private readonly certificate: x509.X509Certificate,
    private readonly keys: webcrypto.CryptoKeyPair,
  ) {}

  /** Makes a new root CA. */
  static async create(organisation: string, commonName: string): Promise<CertificateAuthority> {
    const keys = await generateKeys();
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
      serialNumber: serialNumber(),
      name: `O=${organisation}, CN=${commonName}`,
      ...validity(CA_YEARS),
      signingAlgorithm: ALGORITHM,
      keys,
      extensions: [
        new x509.BasicConstraintsExtension(true, undefined, true),
        new x509.KeyUsagesExtension(
          x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign | x509.KeyUsageFlags.digitalSignature,
          true,
        ),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    });
    return new CertificateAuthority(certificate, keys);
  }

  /** Takes up an existing root CA from its PEM texts. */
  static async load(pair: KeyPair): Promise<CertificateAuthority> {
    const certificate = new x509.X509Certificate(pair.certificate);
    const der = x509.PemConverter.decodeFirst(pair.key);
    const privateKey = await webcrypto.subtle.importKey('pkcs8', der, ALGORITHM, true, ['sign']);
    const spki = Buffer.from(certificate.publicKey.rawData);
    const publicKey = await webcrypto.subtle.importKey('spki', spki, ALGORITHM, true, ['verify']);
    return new CertificateAuthority(certificate, { privateKey, publicKey });
  }

  /** The CA's own certificate and key. */
  pair(): KeyPair {
    return { certificate: certificatePem(this.certificate), key: privateKeyPem(this.keys) };
  }

  /** Issues a certificate with a fresh key. */
  async issue(request: LeafRequest): Promise<KeyPair> {
    const keys = await generateKeys();
    const unit = request.organisationalUnit === undefined ? '' : `OU=${request.organisationalUnit}, `;
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: serialNumber(),
      subject: `${unit}CN=${request.commonName}`,
      issuer: this.certificate.subject,
      ...validity(LEAF_YEARS),
      signingAlgorithm: ALGORITHM,
      publicKey: keys.publicKey,
      signingKey: this.keys.privateKey,
      extensions: [
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.BasicConstraintsExtension(false, undefined, true),
        await x509.AuthorityKeyIdentifierExtension.create(this.keys.publicKey),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
        ...tlsExtensions(request.hosts),
      ],
    });
    return { certificate: certificatePem(certificate), key: privateKeyPem(keys) };
  }
}

function tlsExtensions(hosts: readonly string[] | undefined): x509.Extension[] {
  if (!hosts) return [];
  const names = hosts.map((value) => ({
    type: isIpAddress(value) ? ('ip' as const) : ('dns' as const),
    value,
  }));
  return [
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth, x509.ExtendedKeyUsage.clientAuth]),
    new x509.SubjectAlternativeNameExtension(names),
  ];
}

function isIpAddress(host: string): boolean {
  return /^[\d.]+$/.test(host) || host.includes(':');
}

async function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}

function validity(years: number): { notBefore: Date; notAfter: Date } {
  const now = Date.now();
  return { notBefore: new Date(now - DAY), notAfter: new Date(now + years * 365 * DAY) };
}

function certificatePem(certificate: x509.X509Certificate): string {
  return `${certificate.toString('pem')}\n`;
}

function privateKeyPem(keys: webcrypto.CryptoKeyPair): string {
  const key = KeyObject.from(keys.privateKey);
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}
