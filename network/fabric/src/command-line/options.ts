import { parseArgs } from 'node:util';
import { z } from 'zod';
import { FabricNetworkError } from '../errors/fabric-network-error.js';
import { portsOfANetwork } from '../layout/native-layout.js';
import { defaultStateFolder } from '../network/open-network.js';
import type { WantedSettings } from '../state-files/settings-file.js';

/** How the commands are called. */
export const usage = `Usage: baytrace-fabric COMMAND
  up       create what is missing, start what does not run, deploy the chaincode
  run      the same, then stay, start again what dies, take everything down on SIGTERM or SIGINT
             [--state DIR] [--connection FILE] [--definitions FILE] [--channel NAME] [--consensus raft|bft]
             [--peers 1|2] [--base-port N] [--batch-timeout MS]
  down     stop everything and keep the ledgers; --clean deletes the network
             [--state DIR] [--clean]
  status   show every process; ends with 0 when all are ready, else with 3
             [--state DIR] [--json]
  stop ID  stop one node or chaincode server  [--state DIR] [--signal SIGTERM|SIGKILL]
  start ID start it again                     [--state DIR]
  install  fetch the programs of Fabric       [--force]`;

const stateOption = { state: { type: 'string' } } as const;

const upOptions = {
  ...stateOption,
  connection: { type: 'string' },
  definitions: { type: 'string' },
  channel: { type: 'string' },
  consensus: { type: 'string' },
  peers: { type: 'string' },
  'base-port': { type: 'string' },
  'batch-timeout': { type: 'string' },
} as const;

const folder = z.string().min(1).default(defaultStateFolder);
const wholeNumber = z
  .string()
  .regex(/^\d{1,7}$/, 'is not a whole number')
  .transform(Number);

const upSchema = z.object({
  state: folder,
  connection: z.string().min(1).optional(),
  definitions: z.string().min(1).optional(),
  channel: z
    .string()
    .regex(/^[a-z][a-z0-9.-]{0,248}$/, 'is not a channel name: lower-case letters, digits, dots and dashes')
    .optional(),
  consensus: z.enum(['raft', 'bft'], 'is neither raft nor bft').optional(),
  peers: z
    .enum(['1', '2'], 'is neither 1 nor 2')
    .transform((text) => (text === '2' ? 2 : 1))
    .optional(),
  'base-port': wholeNumber
    .refine(
      (port) => port >= 1024 && port + portsOfANetwork <= 65_536,
      `is not between 1024 and ${65_536 - portsOfANetwork}`,
    )
    .optional(),
  'batch-timeout': wholeNumber
    .refine((ms) => ms >= 1 && ms <= 60_000, 'is not between 1 and 60000')
    .optional(),
});

/** Options of `up` and `run`. */
export interface UpCommand {
  readonly command: 'up' | 'run';
  readonly state: string;
  readonly connection: string | undefined;
  readonly definitions: string | undefined;
  readonly settings: WantedSettings;
}

/** A command line that makes sense. */
export type Command =
  | UpCommand
  | { readonly command: 'down'; readonly state: string; readonly clean: boolean }
  | { readonly command: 'status'; readonly state: string; readonly json: boolean }
  | {
      readonly command: 'stop';
      readonly state: string;
      readonly id: string;
      readonly signal: 'SIGTERM' | 'SIGKILL';
    }
  | { readonly command: 'start'; readonly state: string; readonly id: string }
  | { readonly command: 'install'; readonly force: boolean }
  | { readonly command: 'help' };

function refuse(message: string): never {
  throw new FabricNetworkError('BT-FABRIC-OPTION', message);
}

function check<T>(schema: z.ZodType<T>, values: object): T {
  const result = schema.safeParse(values);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  return refuse(`--${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is wrong'}`);
}

type OptionTypes = Record<string, { readonly type: 'string' | 'boolean' }>;

function values(
  args: readonly string[],
  options: OptionTypes,
  positionals = 0,
): { values: object; names: string[] } {
  try {
    const parsed = parseArgs({ args: [...args], options, allowPositionals: positionals > 0, strict: true });
    if (parsed.positionals.length !== positionals) refuse('name exactly one process');
    return { values: parsed.values, names: parsed.positionals };
  } catch (error) {
    if (error instanceof FabricNetworkError) throw error;
    return refuse((error as Error).message);
  }
}

function without<T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

function readUp(command: 'up' | 'run', args: readonly string[]): UpCommand {
  const given = check(upSchema, values(args, upOptions).values);
  const settings: WantedSettings = without({
    channel: given.channel,
    consensus: given.consensus,
    peers: given.peers,
    basePort: given['base-port'],
    batchTimeoutMs: given['batch-timeout'],
  } as WantedSettings);
  return {
    command,
    state: given.state,
    connection: given.connection,
    definitions: given.definitions,
    settings,
  };
}

function readStop(args: readonly string[]): Command {
  const given = values(args, { ...stateOption, signal: { type: 'string' } }, 1);
  const signal = z.enum(['SIGTERM', 'SIGKILL'], 'is neither SIGTERM nor SIGKILL').default('SIGTERM');
  return {
    command: 'stop',
    id: given.names[0] ?? '',
    ...check(z.object({ state: folder, signal }), given.values),
  };
}

function readStart(args: readonly string[]): Command {
  const given = values(args, stateOption, 1);
  return { command: 'start', id: given.names[0] ?? '', ...check(z.object({ state: folder }), given.values) };
}

function flags<K extends string>(args: readonly string[], name: K): { state: string } & Record<K, boolean> {
  const given = values(args, { ...stateOption, [name]: { type: 'boolean' } }).values;
  const { state } = check(z.object({ state: folder }), given);
  return { state, [name]: name in given } as { state: string } & Record<K, boolean>;
}

const readers: Readonly<Record<string, (args: readonly string[]) => Command>> = {
  up: (args) => readUp('up', args),
  run: (args) => readUp('run', args),
  down: (args) => ({ command: 'down', ...flags(args, 'clean') }),
  status: (args) => ({ command: 'status', ...flags(args, 'json') }),
  stop: readStop,
  start: readStart,
  install: (args) => ({
    command: 'install',
    force: 'force' in values(args, { force: { type: 'boolean' } }).values,
  }),
  help: () => ({ command: 'help' }),
  '--help': () => ({ command: 'help' }),
};

/**
 * Reads a command line.
 * @throws FabricNetworkError `BT-FABRIC-OPTION` for an unknown command or option, or a value out of range
 */
export function readCommandLine(args: readonly string[]): Command {
  const [name = 'help', ...rest] = args;
  const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
  return reader === undefined ? refuse(`there is no command ${name}`) : reader(rest);
}
