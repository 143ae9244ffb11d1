import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { randomBytes } from 'node:crypto';
import { FabricCaClient } from '../../src/ledger/identity/fabric-ca/fabric-ca-client.js';
import type { FabricCaAuthority } from '../../src/ledger/identity/fabric-ca/fabric-ca-issuer.js';
import { certificateRequest, keyPemOf, newKeyPair } from '../../src/ledger/identity/key-pair.js';
import { endProcess, fabricProgram, freePort } from './fabric-binaries.js';

/** A Fabric CA server on a free port with SQLite in a folder of its own. */
export interface TestFabricCa {
  /** What a gateway would be told of it: the bootstrap identity is its registrar. */
  readonly authority: FabricCaAuthority;
  readonly rootFile: string;
  /** Ends the server; `start` again on the same folder and port. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });

/**
 * Starts the server, on a root of its own or on an organisation's, and enrols its bootstrap identity as registrar.
 */
export const startFabricCa = async (root?: {
  readonly cert: string;
  readonly key: string;
}): Promise<TestFabricCa> => {
  const home = await mkdtemp(path.join(tmpdir(), 'baytrace-fabric-ca-'));
  const [port, operations] = [await freePort(), await freePort()];
  const secret = randomBytes(12).toString('hex');
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    const args = [
      'start',
      '-H',
      home,
      '-b',
      `registrar:${secret}`,
      '--address',
      '127.0.0.1',
      '-p',
      String(port),
    ];
    const tls = ['--tls.enabled', '--csr.hosts', '127.0.0.1', '--ca.name', 'ca-test'];
    const ofRoot = root === undefined ? [] : ['--ca.certfile', root.cert, '--ca.keyfile', root.key];
    const env = {
      PATH: process.env['PATH'],
      FABRIC_CA_SERVER_OPERATIONS_LISTENADDRESS: `127.0.0.1:${operations}`,
    };
    child = spawn(fabricProgram('fabric-ca-server'), [...args, ...tls, ...ofRoot], { env, stdio: 'ignore' });
    for (let waited = 0; !(await isOpen(port)); waited += 50) {
      if (child.exitCode !== null || waited > 20_000) throw new Error('fabric-ca-server does not listen');
      await delay(50);
    }
  };
  await start();
  const file = (name: string): string => path.join(home, name);
  const rootFile = root?.cert ?? file('ca-cert.pem');
  const url = `https://127.0.0.1:${port}`;
  const client = new FabricCaClient({
    url,
    name: 'ca-test',
    tlsCertificates: await readFile(rootFile),
  });
  const keys = await newKeyPair();
  const request = await certificateRequest('registrar', keys);
  await writeFile(
    file('registrar.pem'),
    await client.enroll('registrar', secret, { request, attributes: [] }),
  );
  await writeFile(file('registrar.key'), keyPemOf(keys.privateKey), { mode: 0o600 });
  return {
    authority: {
      kind: 'fabric-ca',
      url,
      name: 'ca-test',
      tlsCertFile: rootFile,
      registrarCertFile: file('registrar.pem'),
      registrarKeyFile: file('registrar.key'),
    },
    rootFile,
    kill: () => (child === undefined ? Promise.resolve() : endProcess(child, 'SIGKILL')),
    start,
    stop: async () => {
      if (child !== undefined) await endProcess(child, 'SIGKILL');
      await rm(home, { recursive: true, force: true });
    },
  };
};
