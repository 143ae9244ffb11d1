import { ORGANISATIONS } from '../network.js';
import { CALLEE, CALLER, COLLECTIONS } from './program-definitions.js';
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
 * private values and their hashes. Of both chaincodes, if both were used.
 */
export function finalReads(history: History): readonly Program[] {
  const programs = history.flatMap(({ transactions }) => transactions.map(({ program }) => program));
  const own = { operations: readsOf(programs) };
  const called = programs.flatMap(calledPrograms);
  if (called.length === 0) return [own];
  const call = { op: 'call', chaincode: CALLEE, channel: '', program: { operations: readsOf(called) } };
  return [own, { operations: [call] }];
}

function readsOf(programs: readonly Program[]): Operation[] {
  const operations = programs.flatMap((program) => program.operations);
  return [
    { op: 'range', start: '', end: '\u{10ffff}' },
    ...COMPOSITE_TYPES.map((type) => ({ op: 'partial', type, parts: [] })),
    ...publicKeys(operations).flatMap((key) => [
      { op: 'history', key },
      { op: 'getPolicy', key },
    ]),
    ...privateKeys(operations).flatMap(({ collection, key }) => [
      { op: 'getPrivate', collection, key },
      { op: 'getPrivateHash', collection, key },
      { op: 'getPrivatePolicy', collection, key },
    ]),
  ];
}

function publicKeys(operations: readonly Operation[]): string[] {
  return [
    ...new Set(
      operations.flatMap(({ key, collection }) =>
        typeof key === 'string' && collection === undefined ? [key] : [],
      ),
    ),
  ];
}

interface PrivateKey {
  readonly collection: string;
  readonly key: string;
}

function privateKeys(operations: readonly Operation[]): PrivateKey[] {
  const found = new Map<string, PrivateKey>();
  for (const { key, collection } of operations) {
    if (typeof key === 'string' && typeof collection === 'string')
      found.set(`${collection}/${key}`, { collection, key });
  }
  return [...found.values()];
}

/** Programs run in the callee's namespace. */
function calledPrograms({ operations }: Program): Program[] {
  return operations.flatMap(({ program, chaincode }) => (program && chaincode !== CALLER ? [program] : []));
}
