import { DomainError } from '@baytrace/domain/errors';
import {
  blockKeySchema,
  collections,
  directoryCardSchema,
  implicitCollectionOf,
  keys,
  tradeDetailsSchema,
  type Batch,
  type Command,
  type Jurisdiction,
  type LedgerKey,
  type World,
} from '@baytrace/domain/ledger';
import type { Context } from 'fabric-contract-api';

/** One private value and the collections it goes to. */
export interface PrivateEntry {
  readonly command: string;
  readonly collections: readonly string[];
  readonly key: LedgerKey;
  readonly value: unknown;
}

const kinds = ['trade', 'directory', 'block-keys'] as const;
type Kind = (typeof kinds)[number];

interface Expected {
  readonly kind: Kind;
  /** Name of the entry inside the transient value. */
  readonly entry: string;
}

const refuse = (reason: string): never => {
  throw new DomainError('BT-PRIVATE-DATA', { reason });
};

const expectedOf = (command: Command, world: World, home: Jurisdiction): Expected | undefined => {
  switch (command.type) {
    case 'register-enterprise':
      return { kind: 'directory', entry: command.enterprise };
    case 'issue-codes':
      return { kind: 'block-keys', entry: command.block.locator };
    case 'ship':
      return world.hasEnterprise(command.to) && world.enterprise(command.to).jurisdiction !== home
        ? { kind: 'trade', entry: command.id }
        : undefined;
    default:
      return undefined;
  }
};

const readTransient = (context: Context): { kind: Kind; entries: Record<string, unknown> } | undefined => {
  const transient = context.stub.getTransient();
  if (transient.size === 0) return undefined;
  const [kind, ...others] = [...transient.keys()];
  const known = kinds.find((k) => k === kind);
  if (known === undefined || others.length > 0) return refuse('one kind of private data a transaction');
  const text = new TextDecoder().decode(transient.get(known));
  try {
    const entries: unknown = JSON.parse(text);
    if (typeof entries !== 'object' || entries === null) return refuse('not an object');
    return { kind: known, entries: entries as Record<string, unknown> };
  } catch (error) {
    if (error instanceof SyntaxError) return refuse('not JSON');
    throw error;
  }
};

const schemas = {
  trade: tradeDetailsSchema,
  directory: directoryCardSchema,
  'block-keys': blockKeySchema,
} as const;

const keyOf = (kind: Kind, entry: string, actor: string): LedgerKey => {
  if (kind === 'directory') return keys.directoryCard(entry);
  return kind === 'block-keys' ? keys.blockKey(entry) : keys.tradeDetails(actor, entry);
};

const subjectOf = (value: object, kind: Kind): unknown => {
  const fields = { trade: 'command', directory: 'enterprise', 'block-keys': 'locator' } as const;
  return (value as Record<string, unknown>)[fields[kind]];
};

const collectionsFor = (
  kind: Kind,
  home: Jurisdiction,
  counterpart: Jurisdiction | undefined,
): readonly string[] => {
  if (kind === 'directory') return [collections.directory];
  if (kind === 'block-keys') return [collections.blockKeys];
  return [home, ...(counterpart === undefined ? [] : [counterpart])].map(implicitCollectionOf);
};

const parseEntry = (kind: Kind, name: string, raw: unknown): object => {
  const parsed = schemas[kind].safeParse(raw);
  if (!parsed.success) return refuse(`${kind} ${name} does not fit`);
  if (subjectOf(parsed.data, kind) !== name) return refuse(`${kind} ${name} names another subject`);
  return parsed.data;
};

/**
 * Checks transient data against the commands: each command that needs a private entry has exactly its own, nothing
 * else is sent, and the two kinds of private data are never mixed (charter §4).
 *
 * @throws DomainError `BT-PRIVATE-DATA`
 */
export const privateEntriesOf = (
  context: Context,
  batch: Batch,
  world: World,
  home: Jurisdiction,
): readonly PrivateEntry[] => {
  const wanted = batch.commands.flatMap((command) => {
    const expected = expectedOf(command, world, home);
    return expected === undefined ? [] : [{ command: command.id, ...expected }];
  });
  const sent = readTransient(context);
  const names = new Set(Object.keys(sent?.entries ?? {}));
  const entries = wanted.map(({ command, kind, entry }) => {
    if (sent?.kind !== kind || !names.delete(entry)) return refuse(`${kind} ${entry} is missing`);
    const value = parseEntry(kind, entry, sent.entries[entry]);
    return {
      command,
      collections: collectionsFor(kind, home, batch.counterpart),
      key: keyOf(kind, entry, batch.actor.id),
      value,
    };
  });
  if (names.size > 0) refuse('an entry belongs to no command');
  return entries;
};
