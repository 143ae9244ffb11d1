import fc from 'fast-check';
import { ALL_COLLECTIONS, COMPOSITE_TYPES } from './final-reads.js';
import { CALLEE } from './program-definitions.js';
import type { Operation, Program } from './random-transaction.js';

const MSP_IDS = ['GuangdongMSP', 'HongKongMSP', 'MacaoMSP'] as const;

/** Few keys, so that transactions meet: the empty one, neighbours, and some whose byte order is not JavaScript's order. */
const key = fc.oneof(
  { weight: 1, arbitrary: fc.constant('a') },
  { weight: 2, arbitrary: fc.constantFrom('a', 'b', 'c', '', 'aa', 'ü', '粤', '\uffff', '😀', 'z') },
);
const bound = fc.oneof(
  { weight: 3, arbitrary: key },
  { weight: 1, arbitrary: fc.constantFrom('\u{10ffff}', 'a\u0001') },
);
const collection = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...ALL_COLLECTIONS) },
  { weight: 1, arbitrary: fc.constant('nowhere') },
);
const value = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('', '78', '79', '00ff').map((hex) => ({ hex })) },
  { weight: 2, arbitrary: fc.constantFrom('t0', 't1').map((transient) => ({ transient })) },
  { weight: 1, arbitrary: fc.constant({ hex: '61'.repeat(300) }) },
);
const policy = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      role: fc.constantFrom('PEER', 'MEMBER'),
      orgs: fc.uniqueArray(fc.constantFrom(...MSP_IDS), { minLength: 1, maxLength: 2 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ role: 'PEER', orgs: ['NopeMSP'] }) },
  { weight: 1, arbitrary: fc.constantFrom({ garbage: '' }, { garbage: 'ffff' }) },
);
const reading = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.record({ take: fc.integer({ min: 0, max: 3 }), leaveOpen: fc.boolean() }),
  },
);
const pageSize = fc.integer({ min: 0, max: 4 });
const type = fc.constantFrom(...COMPOSITE_TYPES);
const part = fc.constantFrom('1', '2', '粤');
const parts = (minLength: number): fc.Arbitrary<string[]> => fc.array(part, { minLength, maxLength: 2 });

/** An operation whose fields are arbitrary. */
function operation(
  op: string,
  fields: Readonly<Record<string, fc.Arbitrary<unknown>>>,
): fc.Arbitrary<Operation> {
  return fc.record(fields).map((found) => ({ op, ...found }));
}

/** A range query with the fields of how far it is read. */
function range(op: string, fields: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<Operation> {
  return fc.tuple(operation(op, { ...fields, start: bound, end: bound }), reading).map(([query, how]) => ({
    ...query,
    ...how,
  }));
}

const publicOperations: readonly fc.WeightedArbitrary<Operation>[] = [
  { weight: 10, arbitrary: operation('get', { key }) },
  { weight: 12, arbitrary: operation('put', { key, value }) },
  { weight: 1, arbitrary: operation('putMany', { key, count: fc.constantFrom(3, 55, 120) }) },
  { weight: 4, arbitrary: operation('del', { key }) },
  { weight: 8, arbitrary: range('range', {}) },
  { weight: 2, arbitrary: range('directRange', {}) },
  { weight: 1, arbitrary: fc.constant({ op: 'range', everything: true, start: '', end: '', take: 120 }) },
  { weight: 1, arbitrary: fc.constant({ op: 'directRange', everything: true, start: '', end: '' }) },
  {
    weight: 3,
    arbitrary: operation('page', {
      start: bound,
      end: bound,
      size: pageSize,
      bookmark: fc.constantFrom('', 'b'),
    }),
  },
  { weight: 2, arbitrary: operation('history', { key }) },
  { weight: 1, arbitrary: fc.constant({ op: 'query', query: '{"selector":{}}' }) },
  {
    weight: 1,
    arbitrary: operation('emptyKey', {
      call: fc.constantFrom('get', 'put', 'del'),
      collection: fc.constantFrom('', 'open'),
    }),
  },
  { weight: 4, arbitrary: operation('putComposite', { type, parts: parts(1), value }) },
  { weight: 2, arbitrary: operation('delComposite', { type, parts: parts(1) }) },
  {
    weight: 3,
    arbitrary: fc.tuple(operation('partial', { type, parts: parts(0) }), reading).map(([query, how]) => ({
      ...query,
      ...how,
    })),
  },
  {
    weight: 1,
    arbitrary: operation('partialPage', { type, parts: parts(0), size: pageSize, bookmark: fc.constant('') }),
  },
  { weight: 4, arbitrary: operation('setPolicy', { key, policy }) },
  { weight: 2, arbitrary: operation('getPolicy', { key }) },
  {
    weight: 1,
    arbitrary: operation('setMetadata', {
      key,
      name: fc.constantFrom('note', 'VALIDATION_PARAMETER'),
      value,
    }),
  },
  { weight: 3, arbitrary: operation('event', { name: fc.constantFrom('moved', '粤'), value }) },
  { weight: 1, arbitrary: operation('creator', {}) },
  { weight: 1, arbitrary: operation('time', {}) },
];

const privateOperations: readonly fc.WeightedArbitrary<Operation>[] = [
  { weight: 4, arbitrary: operation('getPrivate', { collection, key }) },
  { weight: 7, arbitrary: operation('getPrivateHash', { collection, key }) },
  { weight: 9, arbitrary: operation('putPrivate', { collection, key, value }) },
  { weight: 3, arbitrary: operation('delPrivate', { collection, key }) },
  { weight: 2, arbitrary: operation('purgePrivate', { collection, key }) },
  { weight: 2, arbitrary: range('privateRange', { collection }) },
  { weight: 2, arbitrary: operation('setPrivatePolicy', { collection, key, policy }) },
  { weight: 1, arbitrary: operation('getPrivatePolicy', { collection, key }) },
];

const must = (operations: fc.Arbitrary<Operation>): fc.Arbitrary<Operation> =>
  fc
    .tuple(operations, fc.integer({ min: 0, max: 9 }))
    .map(([found, chance]) => (chance === 0 ? { ...found, must: true } : found));

const answers = fc.oneof(
  { weight: 9, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.record({
      status: fc.constantFrom(1, 199, 201, 300, 399, 400, 404, 500, 600),
      message: fc.constantFrom('', 'so it is', '粤'),
    }),
  },
);

function program(operations: fc.Arbitrary<Operation>, maxLength: number): fc.Arbitrary<Program> {
  return fc
    .tuple(fc.array(must(operations), { minLength: 1, maxLength }), answers)
    .map(([list, answer]) => ({ operations: list, ...answer }));
}

const simple = fc.oneof(...publicOperations, ...privateOperations);

const call = operation('call', {
  chaincode: fc.constantFrom(CALLEE, CALLEE, CALLEE, 'random-program', 'nobody'),
  channel: fc.constantFrom('', '', '', 'elsewhere'),
  program: program(simple, 4),
});

/** Programs over public state, over private data as well, and with calls of another chaincode. */
export const randomProgram: fc.Arbitrary<Program> = fc.oneof(
  { weight: 5, arbitrary: program(fc.oneof(...publicOperations), 6) },
  { weight: 4, arbitrary: program(simple, 5) },
  {
    weight: 2,
    arbitrary: program(fc.oneof({ weight: 2, arbitrary: simple }, { weight: 1, arbitrary: call }), 4),
  },
);
