import 'reflect-metadata';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import * as x509 from '@peculiar/x509';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FabricCaIssuer } from '../../src/ledger/identity/fabric-ca/fabric-ca-issuer.js';
import type { IssuedCertificate } from '../../src/ledger/identity/certificate-issuer.js';
import { enrolmentIdOf } from '../../src/ledger/identity/held-certificate.js';
import { randomId } from '../../src/platform/random-id.js';
import { describeOnFabric } from '../support/fabric-binaries.js';
import { startFabricCa, type TestFabricCa } from '../support/fabric-ca.js';
import { makeAuthority } from '../support/small-authority.js';

const attributesIn = (pem: string): unknown => {
  const extension = new x509.X509Certificate(pem).getExtension('1.2.3.4.5.6.7.8.1');
  return extension === null ? undefined : JSON.parse(Buffer.from(extension.value).toString());
};

const unavailable = { code: 'BT-UNAVAILABLE', params: { part: 'certificate-authority' } };

describeOnFabric('certificates from a Fabric CA', () => {
  let ca: TestFabricCa;
  let issuer: FabricCaIssuer;

  beforeAll(async () => {
    ca = await startFabricCa();
    issuer = new FabricCaIssuer(ca.authority);
  });

  afterAll(async () => {
    await ca.stop();
  });

  const expectClient = async (issued: IssuedCertificate, id: string): Promise<void> => {
    const certificate = new X509Certificate(issued.certificatePem);
    const root = new X509Certificate(await readFile(ca.rootFile));
    expect(certificate.checkPrivateKey(createPrivateKey(issued.keyPem))).toBe(true);
    expect(certificate.checkIssued(root)).toBe(true);
    expect(certificate.verify(root.publicKey)).toBe(true);
    expect(enrolmentIdOf(issued.certificatePem)).toBe(id);
    expect(new x509.X509Certificate(issued.certificatePem).subjectName.getField('OU')).toEqual(['client']);
  };

  test('carry role and enterprise, the NodeOU client, and nothing else about the holder', async () => {
    const id = randomId();
    const issued = await issuer.issue(id, { role: 'enterprise', enterprise: 'E-1' });
    await expectClient(issued, id);
    expect(attributesIn(issued.certificatePem)).toEqual({ attrs: { role: 'enterprise', enterprise: 'E-1' } });
  });

  test('of a regulator and of the gateway carry the role alone', async () => {
    for (const role of ['regulator', 'gateway'] as const) {
      const { certificatePem } = await issuer.issue(randomId(), { role });
      expect(attributesIn(certificatePem)).toEqual({ attrs: { role } });
    }
  });

  test('are renewed by the one held before, with a new key and the same attributes', async () => {
    const attributes = { role: 'enterprise', enterprise: 'E-2' } as const;
    const id = randomId();
    const first = await issuer.issue(id, attributes);
    const second = await issuer.renew(first, attributes);
    await expectClient(second, id);
    expect(second.keyPem).not.toBe(first.keyPem);
    expect(attributesIn(second.certificatePem)).toEqual(attributesIn(first.certificatePem));
  });

  test('are refused for an enrolment id that is taken, by the authority and with its code', async () => {
    const id = randomId();
    await issuer.issue(id, { role: 'gateway' });
    await expect(issuer.issue(id, { role: 'gateway' })).rejects.toMatchObject({
      ...unavailable,
      kind: 'refused',
      answer: { caCode: 74 },
    });
  });

  test('are refused to one who is no registrar', async () => {
    const plain = await issuer.issue(randomId(), { role: 'gateway' });
    const files = { cert: `${ca.rootFile}.plain.pem`, key: `${ca.rootFile}.plain.key` };
    await writeFile(files.cert, plain.certificatePem);
    await writeFile(files.key, plain.keyPem);
    const other = new FabricCaIssuer({
      ...ca.authority,
      registrarCertFile: files.cert,
      registrarKeyFile: files.key,
    });
    await expect(other.issue(randomId(), { role: 'gateway' })).rejects.toMatchObject({
      ...unavailable,
      kind: 'refused',
      answer: { status: 403 },
    });
  });

  test('are not asked of a server whose certificate does not chain to the pinned one', async () => {
    const authority = await makeAuthority();
    const stranger = new FabricCaIssuer({ ...ca.authority, tlsCertFile: authority.files.certFile });
    await expect(stranger.issue(randomId(), { role: 'gateway' })).rejects.toMatchObject({
      ...unavailable,
      kind: 'unreachable',
    });
    await authority.remove();
  });

  test('are not to be had while the server is away, and are again once it is back', async () => {
    await ca.kill();
    await expect(issuer.issue(randomId(), { role: 'gateway' })).rejects.toMatchObject({
      ...unavailable,
      kind: 'unreachable',
    });
    await ca.start();
    const id = randomId();
    await expectClient(await issuer.issue(id, { role: 'gateway' }), id);
  });
});
