import { DomainError } from '@baytrace/domain/errors';
import {
  collections,
  implicitCollectionOf,
  keys,
  type Jurisdiction,
  type LedgerKey,
} from '@baytrace/domain/ledger';
import type { Context } from 'fabric-contract-api';
import { callerOf } from '../identity/caller.js';
import { WorldState } from '../state/world-state.js';

const publicTypes = [
  'enterprise',
  'gateway-key',
  'product',
  'lot',
  'lot-status',
  'lot-hold',
  'parcel',
  'code-block',
  'code-status',
  'movement',
];

const refuse = (reason: string): never => {
  throw new DomainError('BT-INPUT-INVALID', { path: 'attributes', reason });
};

/** Ids, digests, locators, jurisdictions and page numbers; nothing that could reach into another key. */
const attribute = /^[0-9A-Za-z]{1,64}$/u;

const parseAttributes = (text: string): readonly string[] => {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((item) => typeof item === 'string' && attribute.test(item))
      ? (value as string[])
      : refuse('not ids');
  } catch (error) {
    if (error instanceof SyntaxError) return refuse('not JSON');
    throw error;
  }
};

/** A public value by object type and attributes; the empty string where it is absent. */
export const readState = async (context: Context, type: string, attributesText: string): Promise<string> => {
  callerOf(context);
  if (!publicTypes.includes(type))
    throw new DomainError('BT-INPUT-INVALID', { path: 'type', reason: type.slice(0, 40) });
  return (
    (await new WorldState(context.stub).readText({ type, attributes: parseAttributes(attributesText) })) ?? ''
  );
};

const privateKeyOf = (type: string, id: string): LedgerKey => {
  if (type === 'directory-card') return keys.directoryCard(id);
  if (type === 'block-key') return keys.blockKey(id);
  if (type === 'trade-details') {
    const [actor = '', command = ''] = id.split('.');
    return keys.tradeDetails(actor, command);
  }
  throw new DomainError('BT-INPUT-INVALID', { path: 'type', reason: type.slice(0, 40) });
};

const collectionOf = (type: string, jurisdiction: Jurisdiction): string => {
  if (type === 'directory-card') return collections.directory;
  return type === 'block-key' ? collections.blockKeys : implicitCollectionOf(jurisdiction);
};

/**
 * A private value for the gateway of the asking jurisdiction; the empty string where it is absent. Its id: the
 * enterprise of a directory card, the locator of a block key, `actor.command` of trade details.
 *
 * @throws DomainError `BT-ROLE-WRONG` for anybody but a gateway.
 */
export const readPrivate = async (context: Context, type: string, id: string): Promise<string> => {
  const caller = callerOf(context);
  if (caller.role !== 'gateway') throw new DomainError('BT-ROLE-WRONG', { role: caller.role });
  const key = privateKeyOf(type, id);
  const collection = collectionOf(type, caller.jurisdiction);
  const bytes = await context.stub.getPrivateData(collection, new WorldState(context.stub).keyOf(key));
  return new TextDecoder().decode(bytes);
};
