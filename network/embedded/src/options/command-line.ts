import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { BatchLimits } from '../ordering/block-cutter.js';
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

/** Everything the command line says. */
export interface LedgerOptions {
  readonly state: string;
  readonly connectionFile: string;
  readonly channel: string;
  readonly peers: readonly PeerOption[];
  readonly definitionsFile: string;
  readonly admin: HostPort | undefined;
  readonly tls: boolean;
  readonly batch: BatchLimits;
}

/** How the program is called. */
export const USAGE = `embedded-ledger --state DIR --connection FILE --channel NAME --peer MSPID:NAME=HOST:PORT ... --definitions FILE
  [--admin HOST:PORT] [--no-tls] [--batch-timeout MS] [--batch-count N] [--batch-bytes N]`;

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];

/** Reads the arguments after the program's name. @throws InvalidInput */
export function readCommandLine(args: readonly string[]): LedgerOptions {
  const values = parse(args);
  if (values['chaincode-listen'] !== undefined) {
    throw new InvalidInput(
      '--chaincode-listen: chaincodes that dial the peer are not supported; give their addresses',
    );
  }
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
    admin: values.admin === undefined ? undefined : readAdmin(values.admin),
    tls: values['no-tls'] !== true,
    batch: {
      timeoutMs: positive(values['batch-timeout'] ?? '20', '--batch-timeout'),
      maxCount: positive(values['batch-count'] ?? '500', '--batch-count'),
      preferredBytes: positive(values['batch-bytes'] ?? String(2 * 1024 * 1024), '--batch-bytes'),
    },
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
        'chaincode-listen': { type: 'string' },
        admin: { type: 'string' },
        'no-tls': { type: 'boolean' },
        'batch-timeout': { type: 'string' },
        'batch-count': { type: 'string' },
        'batch-bytes': { type: 'string' },
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
