import { ORGANISATIONS } from '../network.js';
import { COLLECTIONS } from './program-definitions.js';
import type { History, Operation, Program } from './random-transaction.js';

/** Object types of composite keys in histories. */
export const COMPOSITE_TYPES = ['lot', 'l'] as const;

/** Names of all collections, implicit ones included. */
export const ALL_COLLECTIONS: readonly string[] = [
  ...COLLECTIONS,
  ...ORGANISATIONS.map((mspId) => `_implicit_org_${mspId}`),
];

/**
 * Programs that read everything a history may have written: values, composite keys, key-level policies, histories,
 * private values and their hashes. Of both chaincodes.
 */
export function finalReads(history: History): readonly Program[] {
  const keys = new Set<string>();
  for (const { transactions } of history) {
    for (const { program } of transactions) collectKeys(program, keys);
  }
  const own: Operation[] = [
    { op: 'range', start: '', end: '\u{10ffff}' },
    ...COMPOSITE_TYPES.map((type) => ({ op: 'partial', type, parts: [] })),
    ...[...keys].flatMap((key) => [
      { op: 'history', key },
      { op: 'getPolicy', key },
      ...ALL_COLLECTIONS.flatMap((collection) => [
        { op: 'getPrivate', collection, key },
        { op: 'getPrivateHash', collection, key },
        { op: 'getPrivatePolicy', collection, key },
      ]),
    ]),
  ];
  return [
    { operations: own },
    { operations: [{ op: 'call', chaincode: 'random-callee', channel: '', program: { operations: own } }] },
  ];
}

function collectKeys({ operations }: Program, keys: Set<string>): void {
  for (const { key, program } of operations) {
    if (typeof key === 'string') keys.add(key);
    if (program) collectKeys(program, keys);
  }
}
