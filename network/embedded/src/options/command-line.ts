import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ChaincodeTimeouts } from '../chaincode-connection/invocation.js';
import type { BatchLimits } from '../ordering/block-cutter.js';
import type { GatewayTimeouts } from '../peer-server/peer-server.js';
import { InvalidInput } from './input-fields.js';

/** host:port. */
export interface HostPort {
  readonly host: string;
  readonly port: number;
}

/** A peer to run. */
export interface PeerOption extends HostPort {
  readonly mspId: string;
  readonly name: string;
}

/** Where chaincodes dial the ledger. */
export interface ChaincodeListenOption extends HostPort {
  /** Only for the peers of this organisation; undefined = for all. */
  readonly mspId: string | undefined;
}

/** How long the ledger waits for others, milliseconds. */
export type Timeouts = GatewayTimeouts & ChaincodeTimeouts;

/** Everything the command line says. */
export interface LedgerOptions {
  readonly state: string;
  readonly connectionFile: string;
  readonly channel: string;
  readonly peers: readonly PeerOption[];
  readonly definitionsFile: string;
  readonly chaincodeListen: readonly ChaincodeListenOption[];
  readonly admin: HostPort | undefined;
  readonly tls: boolean;
  readonly batch: BatchLimits;
  readonly timeouts: Timeouts;
}

/** How the program is called. */
export const USAGE = `embedded-ledger --state DIR --connection FILE --channel NAME --peer MSPID:NAME=HOST:PORT ... --definitions FILE
  [--chaincode-listen [MSPID=]HOST:PORT] [--admin HOST:PORT] [--no-tls]
  [--batch-timeout MS] [--batch-count N] [--batch-bytes N]
  [--endorsement-timeout MS] [--broadcast-timeout MS] [--chaincode-start-timeout MS] [--chaincode-execute-timeout MS]`;

/**
 * What Fabric's programs use when core.yaml says nothing, milliseconds: internal/pkg/gateway/config/options.go
 * (endorsement, broadcast) and core/chaincode/config.go (start, execute).
 */
const DEFAULT_TIMEOUTS: Timeouts = {
  endorsementMs: 10_000,
  broadcastMs: 10_000,
  startMs: 5_000,
  executeMs: 30_000,
};

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];

/** Reads the arguments after the program's name. @throws InvalidInput */
export function readCommandLine(args: readonly string[]): LedgerOptions {
  const values = parse(args);
  const peers = (values.peer ?? []).map(readPeer);
  if (peers.length === 0) throw new InvalidInput('--peer MSPID:NAME=HOST:PORT is missing');
  const keys = peers.map(({ mspId, name }) => `${mspId}:${name}`);
  if (new Set(keys).size !== keys.length) throw new InvalidInput('--peer: a peer comes twice');
  return {
    state: resolve(required(values.state, '--state DIR')),
    connectionFile: resolve(required(values.connection, '--connection FILE')),
    channel: readChannel(required(values.channel, '--channel NAME')),
    peers,
    definitionsFile: resolve(required(values.definitions, '--definitions FILE')),
    chaincodeListen: (values['chaincode-listen'] ?? []).map((value) => readChaincodeListen(value, peers)),
    admin: values.admin === undefined ? undefined : readAdmin(values.admin),
    tls: values['no-tls'] !== true,
    batch: {
      timeoutMs: positive(values['batch-timeout'] ?? '20', '--batch-timeout'),
      maxCount: positive(values['batch-count'] ?? '500', '--batch-count'),
      preferredBytes: positive(values['batch-bytes'] ?? String(2 * 1024 * 1024), '--batch-bytes'),
    },
    timeouts: readTimeouts(values),
  };
}

function readTimeouts(values: ReturnType<typeof parse>): Timeouts {
  const { endorsementMs, broadcastMs, startMs, executeMs } = DEFAULT_TIMEOUTS;
  const of = (option: keyof typeof values & `${string}-timeout`, otherwise: number): number => {
    const value = values[option];
    return value === undefined ? otherwise : positive(value, `--${option}`);
  };
  return {
    endorsementMs: of('endorsement-timeout', endorsementMs),
    broadcastMs: of('broadcast-timeout', broadcastMs),
    startMs: of('chaincode-start-timeout', startMs),
    executeMs: of('chaincode-execute-timeout', executeMs),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        state: { type: 'string' },
        connection: { type: 'string' },
        channel: { type: 'string' },
        peer: { type: 'string', multiple: true },
        definitions: { type: 'string' },
        'chaincode-listen': { type: 'string', multiple: true },
        admin: { type: 'string' },
        'no-tls': { type: 'boolean' },
        'batch-timeout': { type: 'string' },
        'batch-count': { type: 'string' },
        'batch-bytes': { type: 'string' },
        'endorsement-timeout': { type: 'string' },
        'broadcast-timeout': { type: 'string' },
        'chaincode-start-timeout': { type: 'string' },
        'chaincode-execute-timeout': { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new InvalidInput(error instanceof Error ? error.message : String(error));
  }
}

function required(value: string | undefined, option: string): string {
  if (value === undefined || value === '') throw new InvalidInput(`${option} is missing`);
  return value;
}

function readPeer(value: string): PeerOption {
  const match = /^([A-Za-z0-9.-]+):([A-Za-z0-9.-]+)=(.+)$/.exec(value);
  if (!match) throw new InvalidInput(`--peer ${value}: expected MSPID:NAME=HOST:PORT`);
  const [, mspId = '', name = '', address = ''] = match;
  return { mspId, name, ...hostPort(address, `--peer ${value}`) };
}

function readChaincodeListen(value: string, peers: readonly PeerOption[]): ChaincodeListenOption {
  const [, mspId, address = ''] = /^(?:([A-Za-z0-9.-]+)=)?(.+)$/.exec(value) ?? [];
  if (mspId !== undefined && !peers.some((peer) => peer.mspId === mspId))
    throw new InvalidInput(`--chaincode-listen ${value}: ${mspId} has no peer here`);
  return { mspId, ...hostPort(address, `--chaincode-listen ${value}`) };
}

function readAdmin(value: string): HostPort {
  const address = hostPort(value, '--admin');
  if (!LOOPBACK.includes(address.host)) throw new InvalidInput(`--admin ${value}: only a loopback address`);
  return address;
}

function hostPort(value: string, at: string): HostPort {
  const match = /^\[?([^\]]+?)\]?:(\d{1,5})$/.exec(value);
  const port = Number(match?.[2]);
  if (!match || port > 65_535) throw new InvalidInput(`${at}: expected HOST:PORT`);
  return { host: match[1] ?? '', port };
}

function readChannel(value: string): string {
  if (/^[a-z][a-z0-9.-]{0,248}$/.test(value)) return value;
  throw new InvalidInput(
    `--channel ${value}: lower-case letters, digits, dots and dashes, beginning with a letter`,
  );
}

function positive(value: string, at: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new InvalidInput(`${at} ${value}: a whole number from 1`);
  return number;
}
