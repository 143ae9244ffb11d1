import type { MspId } from '../network.js';

/** Operations of the `random-program` chaincode. */
export const OPERATIONS = [
  ...['get', 'put', 'putMany', 'del', 'range', 'directRange', 'page', 'history', 'query', 'emptyKey'],
  ...['putComposite', 'delComposite', 'partial', 'partialPage'],
  ...['setPolicy', 'getPolicy', 'setMetadata'],
  ...['getPrivate', 'getPrivateHash', 'putPrivate', 'delPrivate', 'purgePrivate', 'privateRange'],
  ...['setPrivatePolicy', 'getPrivatePolicy'],
  ...['event', 'call', 'creator', 'time'],
] as const;

/** One state call of a program; the fields are those that `random-program.cjs` reads for this `op`. */
export interface Operation {
  readonly op: string;
  /** Its failure ends the program with status 500. */
  readonly must?: boolean;
  readonly program?: Program;
  readonly [field: string]: unknown;
}

/** What one call of the chaincode does, and how it answers. */
export interface Program {
  readonly operations: readonly Operation[];
  readonly status?: number;
  readonly message?: string;
}

/** What is wrong with a transaction on purpose. */
export const FAULTS = [
  ...['proposal signature', 'proposal time', 'proposal transaction id', 'proposal creator'],
  ...['envelope signature', 'fewer endorsements', 'repeated endorsement', 'spoilt endorsement'],
  ...['spoilt result', 'spoilt input', 'spoilt header', 'no action', 'unknown type', 'submitted twice'],
] as const;

/** One of {@link FAULTS}. */
export type Fault = (typeof FAULTS)[number];

/** Faults whose outcome depends on who has endorsed. */
export const ENDORSEMENT_FAULTS: readonly Fault[] = [
  'fewer endorsements',
  'repeated endorsement',
  'spoilt endorsement',
];

/** A call of the chaincode by a client. */
export interface RandomTransaction {
  readonly kind: 'submit' | 'evaluate';
  readonly client: MspId;
  readonly program: Program;
  /** Endorsing organisations named by the client; left out: the gateway plans. */
  readonly endorsers?: readonly string[];
  /** The values t0 and t1 travel as transient data. */
  readonly transient: boolean;
  readonly fault?: Fault;
}

/** Transactions endorsed on one state and ordered together. */
export interface Step {
  readonly transactions: readonly RandomTransaction[];
  /** Variant of the definition that is committed between endorsement and submission. */
  readonly upgrade?: number;
}

/** What is done on both ledgers, step by step. */
export type History = readonly Step[];

/** Fields that hold keys. */
const KEY_FIELDS = ['key', 'start', 'end', 'type', 'bookmark'] as const;

/**
 * The program with all keys below `base`, so that histories do not meet in the state. An empty bookmark stays, and so do
 * the bounds of an operation that says `everything`.
 */
export function placed(program: Program, base: string): Program {
  return { ...program, operations: program.operations.map((operation) => placedOperation(operation, base)) };
}

function placedOperation(operation: Operation, base: string): Operation {
  if (operation['everything'] === true) return operation;
  const keys = new Map<string, unknown>();
  for (const field of KEY_FIELDS) {
    const key = operation[field];
    if (typeof key !== 'string') continue;
    keys.set(field, field === 'bookmark' && key === '' ? '' : base + key);
  }
  const called = operation.program === undefined ? {} : { program: placed(operation.program, base) };
  return { ...operation, ...Object.fromEntries(keys), ...called };
}

/** The step without operations that look at keys of other histories. */
export function withoutForeignKeys(step: Step): Step {
  return {
    ...step,
    transactions: step.transactions.map((transaction) => ({
      ...transaction,
      program: withoutEverything(transaction.program),
    })),
  };
}

function withoutEverything(program: Program): Program {
  return {
    ...program,
    operations: program.operations
      .filter((operation) => operation['everything'] !== true)
      .map((operation) =>
        operation.program ? { ...operation, program: withoutEverything(operation.program) } : operation,
      ),
  };
}
