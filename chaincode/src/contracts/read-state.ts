import { DomainError } from '@baytrace/domain/errors';
import { collections, implicitCollectionOf, keys, type LedgerKey } from '@baytrace/domain/ledger';
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

const parseAttributes = (text: string): readonly string[] => {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((item) => typeof item === 'string')
      ? value
      : refuse('not strings');
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

const privateKeys: Readonly<Record<string, ((id: string) => LedgerKey) | undefined>> = {
  'directory-card': keys.directoryCard,
  'block-key': keys.blockKey,
  'trade-details': keys.tradeDetails,
};

/**
 * A private value for the gateway of the asking jurisdiction; the empty string where it is absent.
 *
 * @throws DomainError `BT-ROLE-WRONG` for anybody but a gateway.
 */
export const readPrivate = async (context: Context, type: string, id: string): Promise<string> => {
  const caller = callerOf(context);
  if (caller.role !== 'gateway') throw new DomainError('BT-ROLE-WRONG', { role: caller.role });
  const key = privateKeys[type]?.(id);
  if (key === undefined)
    throw new DomainError('BT-INPUT-INVALID', { path: 'type', reason: type.slice(0, 40) });
  const collection =
    type === 'directory-card'
      ? collections.directory
      : type === 'block-key'
        ? collections.blockKeys
        : implicitCollectionOf(caller.jurisdiction);
  const bytes = await context.stub.getPrivateData(collection, new WorldState(context.stub).keyOf(key));
  return new TextDecoder().decode(bytes);
};
