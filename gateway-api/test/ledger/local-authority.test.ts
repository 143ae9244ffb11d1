import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as x509 from '@peculiar/x509';
import { expect, test } from '@jest/globals';
import { LocalCertificateIssuer } from '../../src/ledger/identity/local-certificate-issuer.js';
import { describeOnFabric, runFabric } from '../support/fabric-binaries.js';

const crypto = `PeerOrgs:
  - Name: Guangdong
    Domain: gd.example
    EnableNodeOUs: true
    Template: { Count: 1 }
`;

describeOnFabric('a local authority on material of cryptogen', () => {
  test('certificates chain to it byte by byte, as Go compares names', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'baytrace-cryptogen-'));
    try {
      await writeFile(path.join(folder, 'crypto.yaml'), crypto);
      await runFabric('cryptogen', ['generate', '--config', 'crypto.yaml', '--output', 'out'], folder);
      const ca = path.join(folder, 'out/peerOrganizations/gd.example/ca');
      const certificateFile = (await readdir(ca)).find((name) => name.endsWith('-cert.pem')) ?? '';
      const files = { certFile: path.join(ca, certificateFile), keyFile: path.join(ca, 'priv_sk') };
      const issuer = new LocalCertificateIssuer({ kind: 'local', ...files });
      const issued = await issuer.issue('PSEUDONYM', { role: 'enterprise', enterprise: 'E1' });
      const [certificate, root] = [issued.certificatePem, await readFile(files.certFile, 'utf8')].map(
        (pem) => new x509.X509Certificate(pem),
      );
      if (certificate === undefined || root === undefined) throw new Error('no certificate');
      expect(Buffer.from(certificate.issuerName.toArrayBuffer())).toEqual(
        Buffer.from(root.subjectName.toArrayBuffer()),
      );
      expect(
        new X509Certificate(issued.certificatePem).verify(new X509Certificate(root.toString()).publicKey),
      ).toBe(true);
      expect(certificate.subjectName.getField('OU')).toEqual(['client']);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
