import { parseArgs } from 'node:util';
import type { ChaincodeTurn } from '../containers/services/chaincode-services.js';
import { FabricNetworkError } from '../errors/fabric-network-error.js';
import { jurisdictions, type Jurisdiction } from '../layout/jurisdictions.js';
import type { SiteDevice } from './prepare-site.js';

/** What the operator of a jurisdiction may ask for, in the order of docs/operations/containers.md. */
export const commands = [
  ...(['prepare', 'enrol', 'genesis', 'check-genesis', 'join'] as const),
  ...(['approve', 'approvals', 'commit', 'package'] as const),
] as const;

/** One of them. */
export type MaterialCommand = (typeof commands)[number];

/** The command line, checked. */
export interface MaterialOptions {
  readonly command: MaterialCommand;
  readonly jurisdiction: Jurisdiction | undefined;
  readonly material: string;
  readonly publicHost: string | undefined;
  readonly devices: readonly SiteDevice[];
  readonly authority: string | undefined;
  readonly turn: ChaincodeTurn;
  readonly output: string;
}

/** How the command is called. */
export const usage = `usage: node network/fabric/dist/jurisdiction.js COMMAND --jurisdiction gd|hk|mo [--material DIR]
  prepare --public-host HOST [--device NAME=HOST:PORT]…   passwords, keys of the gateway, settings
  enrol [--ca https://127.0.0.1:PORT]                     certificates from the jurisdiction's own Fabric CA
  genesis | check-genesis                                 make, or check, the genesis block
  join                                                    own orderer and peers join the channel
  approve [--turn a|b]                                    install the chaincode on own peers and approve it
  approvals                                               who approved
  commit                                                  commit what a majority approved
  package [--output DIR]                                  the chaincode's package and its id`;

function refuse(message: string): never {
  throw new FabricNetworkError('BT-FABRIC-OPTION', message);
}

const hostPattern = /^[A-Za-z0-9.-]+(?::\d{1,5})?$/u;
const devicePattern = /^([a-z0-9][a-z0-9-]{0,31})=([A-Za-z0-9.-]+):(\d{1,5})$/u;

function device(text: string): SiteDevice {
  const [, name, host, port] = devicePattern.exec(text) ?? [];
  if (name === undefined || host === undefined || Number(port) > 65_535) {
    refuse(`--device ${text} is not NAME=HOST:PORT`);
  }
  return { device: name, host, port: Number(port) };
}

function jurisdictionOf(code: string | undefined): Jurisdiction | undefined {
  const known = jurisdictions.find((each) => each.code === code);
  if (code !== undefined && known === undefined) refuse(`--jurisdiction ${code} is not gd, hk or mo`);
  return known;
}

function turnOf(text: string): ChaincodeTurn {
  return text === 'a' || text === 'b' ? text : refuse(`--turn ${text} is not a or b`);
}

function parsed(args: readonly string[]): ReturnType<typeof parse> {
  try {
    return parse(args);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

const parse = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      jurisdiction: { type: 'string' },
      material: { type: 'string', default: 'material' },
      'public-host': { type: 'string' },
      device: { type: 'string', multiple: true, default: [] },
      ca: { type: 'string' },
      turn: { type: 'string', default: 'a' },
      output: { type: 'string', default: 'package' },
    },
  });

/**
 * Reads the command line.
 * @throws FabricNetworkError `BT-FABRIC-OPTION`
 */
export function readMaterialCommand(args: readonly string[]): MaterialOptions {
  const { values, positionals } = parsed(args);
  const [name, ...rest] = positionals;
  const command = commands.find((each) => each === name);
  if (command === undefined || rest.length > 0) refuse(`one command of: ${commands.join(', ')}`);
  const jurisdiction = jurisdictionOf(values.jurisdiction);
  if (jurisdiction === undefined && command !== 'package') refuse('--jurisdiction is missing');
  const publicHost = values['public-host'];
  if (command === 'prepare' && !hostPattern.test(publicHost ?? '')) {
    refuse('--public-host is missing or no host: it is printed into every code');
  }
  return {
    command,
    jurisdiction,
    material: values.material,
    publicHost,
    devices: values.device.map(device),
    authority: values.ca,
    turn: turnOf(values.turn),
    output: values.output,
  };
}
