import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { RequestListener } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { FabricCaIssuer } from '../../src/ledger/identity/fabric-ca/fabric-ca-issuer.js';
import { LocalCertificateIssuer } from '../../src/ledger/identity/local-certificate-issuer.js';
import { makeAuthority, type SmallAuthority } from '../support/small-authority.js';

let authority: SmallAuthority;
let registrar: { readonly cert: string; readonly key: string };
let server: Server;

beforeAll(async () => {
  authority = await makeAuthority();
  const issued = await new LocalCertificateIssuer(authority.files).issue('registrar', { role: 'gateway' });
  registrar = {
    cert: `${authority.files.certFile}.registrar`,
    key: `${authority.files.certFile}.registrar-key`,
  };
  await writeFile(registrar.cert, issued.certificatePem);
  await writeFile(registrar.key, issued.keyPem);
});

afterAll(async () => {
  await authority.remove();
});

afterEach(() => {
  server.close();
  server.closeAllConnections();
});

/** An issuer that talks to a server which answers in its own way. */
const issuerAt = async (answer: RequestListener): Promise<FabricCaIssuer> => {
  server = createServer(await authority.tlsPair(), answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return new FabricCaIssuer({
    kind: 'fabric-ca',
    url: `https://127.0.0.1:${port}/`,
    name: undefined,
    tlsCertFile: authority.files.certFile,
    registrarCertFile: registrar.cert,
    registrarKeyFile: registrar.key,
  });
};

const faultOf = async (answer: RequestListener): Promise<unknown> => {
  const issuer = await issuerAt(answer);
  return issuer.issue('PSEUDONYM', { role: 'gateway' }).then(
    () => 'issued',
    (error: unknown) => error,
  );
};

const done = (result: unknown): string => JSON.stringify({ success: true, result, errors: [], messages: [] });

describe('a server that answers as no Fabric CA does', () => {
  test('with a page is told apart from one that refuses', async () => {
    expect(await faultOf((_, response) => response.end('<html>'))).toMatchObject({ kind: 'unreadable' });
  });

  test('with the error of a proxy counts as away', async () => {
    const bad: RequestListener = (_, response) => {
      response.statusCode = 502;
      response.end('bad gateway');
    };
    expect(await faultOf(bad)).toMatchObject({ kind: 'unreachable', answer: { status: 502 } });
  });

  test('by hanging up counts as away', async () => {
    expect(await faultOf((request) => request.socket.destroy())).toMatchObject({ kind: 'unreachable' });
  });

  test('without a certificate is not believed', async () => {
    expect(await faultOf((_, response) => response.end(done({})))).toMatchObject({ kind: 'unreadable' });
  });

  test("with a certificate of somebody else's key is not believed", async () => {
    const other = await new LocalCertificateIssuer(authority.files).issue('PSEUDONYM', { role: 'gateway' });
    const result = { Cert: Buffer.from(other.certificatePem).toString('base64') };
    expect(await faultOf((_, response) => response.end(done(result)))).toMatchObject({ kind: 'unreadable' });
  });
});
