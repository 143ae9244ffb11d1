import 'reflect-metadata';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as x509 from '@peculiar/x509';
import type { LocalAuthority } from '../../src/ledger/identity/local-certificate-issuer.js';
import { keyAlgorithm, keyPemOf, newKeyPair } from '../../src/ledger/identity/key-pair.js';

/** A root certificate and its key in files of their own. */
export interface SmallAuthority {
  readonly files: LocalAuthority;
  /** Certificate and key, PEM, of a TLS server at 127.0.0.1. */
  tlsPair(): Promise<{ readonly cert: string; readonly key: string }>;
  remove(): Promise<void>;
}

const day = 24 * 60 * 60 * 1000;

/** Makes a root as an operator would; valid for `validDays` from now. */
export const makeAuthority = async (validDays = 3650): Promise<SmallAuthority> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'baytrace-authority-'));
  const keys = await newKeyPair();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'C=CN, O=authority.test, CN=ca.authority.test',
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Date.now() + validDays * day),
    signingAlgorithm: keyAlgorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const files = {
    kind: 'local' as const,
    certFile: path.join(folder, 'ca.pem'),
    keyFile: path.join(folder, 'ca.key'),
  };
  await writeFile(files.certFile, certificate.toString('pem'));
  await writeFile(files.keyFile, keyPemOf(keys.privateKey), { mode: 0o600 });
  const tlsPair = async (): Promise<{ cert: string; key: string }> => {
    const serverKeys = await newKeyPair();
    const server = await x509.X509CertificateGenerator.create({
      serialNumber: '02',
      subject: 'CN=server',
      issuer: certificate.subjectName,
      notBefore: certificate.notBefore,
      notAfter: certificate.notAfter,
      signingAlgorithm: keyAlgorithm,
      publicKey: serverKeys.publicKey,
      signingKey: keys.privateKey,
      extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'ip', value: '127.0.0.1' }])],
    });
    return { cert: server.toString('pem'), key: keyPemOf(serverKeys.privateKey) };
  };
  return { files, tlsPair, remove: () => rm(folder, { recursive: true, force: true }) };
};
