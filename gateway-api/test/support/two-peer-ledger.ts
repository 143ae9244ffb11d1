import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { endProcess, freePort } from './fabric-binaries.js';
import type { LedgerToJoin } from './ledger-gateway.js';

const root = path.resolve(path.dirname(createRequire(import.meta.url).resolve('../../package.json')), '..');
const cli = path.join(root, 'network/embedded/dist/cli.js');
const organisations = ['GuangdongMSP', 'HongKongMSP', 'MacaoMSP'] as const;
const names = ['peer0', 'peer1'] as const;

/** An embedded ledger on which each jurisdiction has two peers. */
export interface TwoPeerLedger extends LedgerToJoin {
  /** Switches a peer (`GuangdongMSP:peer0`) on or off. */
  setUp(peer: string, up: boolean): Promise<void>;
  /** SIGKILL of the process that holds all peers. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });

const untilListening = async (port: number, child: ChildProcess): Promise<void> => {
  for (let waited = 0; !(await listens(port)); waited += 50) {
    if (child.exitCode !== null || waited > 30_000) throw new Error(`nothing listens on ${port}`);
    await delay(50);
  }
};

const serveChaincode = async (): Promise<{ child: ChildProcess; port: number }> => {
  const port = await freePort();
  const folder = path.join(root, 'chaincode');
  const shim = createRequire(path.join(folder, 'package.json')).resolve('fabric-shim/cli.js');
  const child = spawn(
    process.execPath,
    [shim, 'server', `--chaincode-address=127.0.0.1:${port}`, '--chaincode-id=baytrace:test'],
    {
      cwd: folder,
      env: { ...process.env, CORE_CHAINCODE_LOGGING_LEVEL: 'error' },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  await untilListening(port, child);
  return { child, port };
};

/** Starts ledger and chaincode as real processes on free ports. */
export const startTwoPeerLedger = async (): Promise<TwoPeerLedger> => {
  const state = await mkdtemp(path.join(tmpdir(), 'baytrace-two-peers-'));
  const [connectionFile, definitionsFile] = ['connection.json', 'definitions.json'].map((name) =>
    path.join(state, name),
  ) as [string, string];
  const chaincode = await serveChaincode();
  const peers = organisations.flatMap((mspId) => names.map((name) => `${mspId}:${name}`));
  const definition = JSON.parse(
    await readFile(path.join(root, 'network/definitions/baytrace.json'), 'utf8'),
  ) as object;
  const addresses = Object.fromEntries(peers.map((peer) => [peer, `127.0.0.1:${chaincode.port}`]));
  await mkdir(path.join(state, 'ledger'));
  await writeFile(definitionsFile, JSON.stringify({ chaincodes: [{ ...definition, addresses }] }));
  const adminPort = await freePort();
  const listen = await Promise.all(peers.map(async (peer) => `${peer}=127.0.0.1:${await freePort()}`));
  const args = [
    ...['--state', path.join(state, 'ledger'), '--connection', connectionFile, '--channel', 'baytrace'],
    ...['--definitions', definitionsFile, '--admin', `127.0.0.1:${adminPort}`, '--batch-timeout', '10'],
    ...listen.flatMap((peer) => ['--peer', peer]),
  ];
  let ledger: ChildProcess;
  const start = async (): Promise<void> => {
    ledger = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
    await untilListening(adminPort, ledger);
    for (let waited = 0; waited < 10_000; waited += 50) {
      const written = await readFile(connectionFile, 'utf8').catch(() => '');
      if (written !== '') return;
      await delay(50);
    }
    throw new Error('the ledger wrote no connection file');
  };
  await start();
  return {
    connectionFile,
    ca: (mspId) => {
      const folder = path.join(state, 'ledger/crypto', mspId, 'ca');
      return { cert: path.join(folder, 'cert.pem'), key: path.join(folder, 'key.pem') };
    },
    setUp: async (peer, up) => {
      const answer = await fetch(`http://127.0.0.1:${adminPort}/peers/${peer}`, {
        method: 'PUT',
        body: JSON.stringify({ up }),
      });
      if (answer.status !== 200) throw new Error(`${peer}: ${await answer.text()}`);
    },
    kill: () => endProcess(ledger, 'SIGKILL'),
    start,
    stop: async () => {
      await Promise.all([endProcess(ledger), endProcess(chaincode.child)]);
      await rm(state, { recursive: true, force: true });
    },
  };
};
