import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** Chaincode to be served beside the ledger: one server process for all peers, or one a peer. */
export interface TestChaincode {
  /** Definition without addresses, as in the definitions file. */
  readonly definition: Readonly<Record<string, unknown>> & { readonly name: string };
  /** Folder with the chaincode's package.json. */
  readonly folder: string;
  /** Absolute path of fabric-shim's `cli.js`. */
  readonly shim: string;
  /**
   * MSP id to variables of that peer's own chaincode process (`TZ`, `LANG`, …). Peers that are not named share one
   * process.
   */
  readonly environments?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What to start. */
export interface TestNetworkOptions {
  /** MSP ids, one peer each. */
  readonly organisations: readonly string[];
  readonly chaincode: TestChaincode;
  readonly channel?: string;
}

/** A running ledger with chaincode, in a folder of its own. */
export interface TestNetwork {
  readonly state: string;
  readonly connectionFile: string;
  readonly adminUrl: string;
  /** Path of the CA certificate and key of an organisation. */
  ca(mspId: string): { readonly cert: string; readonly key: string };
  /** Kills the ledger process with SIGKILL. */
  killLedger(): Promise<void>;
  /** Starts the ledger again on the same state and ports. */
  startLedger(): Promise<void>;
  /** Ends everything and removes the folder. */
  stop(): Promise<void>;
}

const freePort = async (): Promise<number> => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

const untilOpen = async (port: number, child: ChildProcess): Promise<void> => {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`process ended with ${child.exitCode} before it listened`);
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => {
        resolve(false);
      });
    });
    if (open) return;
    await delay(50);
  }
  throw new Error(`nothing listens on port ${port}`);
};

const end = async (child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> => {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
};

interface ChaincodeServer {
  readonly mspIds: readonly string[];
  readonly port: number;
  readonly child: ChildProcess;
}

const serve = async (
  { definition, folder, shim }: TestChaincode,
  mspIds: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<ChaincodeServer> => {
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [shim, 'server', `--chaincode-address=127.0.0.1:${port}`, `--chaincode-id=${definition.name}:test`],
    {
      cwd: folder,
      env: { ...process.env, CORE_CHAINCODE_LOGGING_LEVEL: 'error', ...variables },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  return { mspIds, port, child };
};

/** A chaincode process for each organisation with an environment of its own, and one for all others. */
const serveChaincode = async (
  chaincode: TestChaincode,
  organisations: readonly string[],
): Promise<readonly ChaincodeServer[]> => {
  const environments = Object.entries(chaincode.environments ?? {});
  const shared = organisations.filter((mspId) => chaincode.environments?.[mspId] === undefined);
  return Promise.all([
    ...environments.map(([mspId, variables]) => serve(chaincode, [mspId], variables)),
    ...(shared.length === 0 ? [] : [serve(chaincode, shared, {})]),
  ]);
};

const cli = fileURLToPath(new URL('../cli.js', import.meta.url));

/**
 * Starts an embedded ledger and a chaincode server as real processes on free loopback ports, for tests.
 *
 * @throws Error when a process ends before it listens.
 */
export const startNetwork = async (options: TestNetworkOptions): Promise<TestNetwork> => {
  const state = await mkdtemp(path.join(tmpdir(), 'embedded-ledger-'));
  const { chaincode, organisations, channel = 'baytrace' } = options;
  const adminPort = await freePort();
  const peers = await Promise.all(organisations.map(async (mspId) => ({ mspId, port: await freePort() })));
  const servers = await serveChaincode(chaincode, organisations);
  const addresses = Object.fromEntries(
    servers.flatMap(({ mspIds, port }) => mspIds.map((mspId) => [`${mspId}:peer0`, `127.0.0.1:${port}`])),
  );
  const connectionFile = path.join(state, 'connection.json');
  const definitionsFile = path.join(state, 'definitions.json');
  await mkdir(path.join(state, 'ledger'));
  await writeFile(definitionsFile, JSON.stringify({ chaincodes: [{ ...chaincode.definition, addresses }] }));
  let ledger: ChildProcess | undefined;
  const startLedger = async (): Promise<void> => {
    await rm(connectionFile, { force: true });
    ledger = spawn(
      process.execPath,
      [
        cli,
        '--state',
        path.join(state, 'ledger'),
        '--connection',
        connectionFile,
        '--channel',
        channel,
        ...peers.flatMap((p) => ['--peer', `${p.mspId}:peer0=127.0.0.1:${p.port}`]),
        '--definitions',
        definitionsFile,
        '--admin',
        `127.0.0.1:${adminPort}`,
        '--batch-timeout',
        '10',
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
    await untilOpen(adminPort, ledger);
    for (let i = 0; i < 200; i += 1) {
      try {
        await readFile(connectionFile);
        return;
      } catch {
        await delay(50);
      }
    }
    throw new Error('the ledger wrote no connection file');
  };
  await Promise.all([...servers.map(({ port, child }) => untilOpen(port, child)), startLedger()]);
  return {
    state,
    connectionFile,
    adminUrl: `http://127.0.0.1:${adminPort}`,
    ca: (mspId) => ({
      cert: path.join(state, 'ledger', 'crypto', mspId, 'ca', 'cert.pem'),
      key: path.join(state, 'ledger', 'crypto', mspId, 'ca', 'key.pem'),
    }),
    killLedger: () => end(ledger, 'SIGKILL'),
    startLedger,
    stop: async () => {
      await Promise.all([ledger, ...servers.map(({ child }) => child)].map((child) => end(child, 'SIGTERM')));
      await rm(state, { recursive: true, force: true });
    },
  };
};
