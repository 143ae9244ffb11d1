import type { Operation, Program, Step } from './random-transaction.js';

const POLICY_OPERATIONS = new Set(['setPolicy', 'setMetadata', 'setPrivatePolicy']);
const DELETIONS = new Set(['del', 'delPrivate', 'purgePrivate']);

/**
 * Keeps a step from ending every peer of Fabric 3.1.5, which then panic again at every start. Two kinds of blocks do that:
 * - one transaction deletes a key and a later one writes only the key's metadata: `prepareTxOps` takes the deletion for
 *   a value, "Nil value not allowed" (core/ledger/kvledger/txmgmt/validation/tx_ops.go);
 * - an ordered transaction without actions, and another one that is valid in form: `extractDependenciesForTx` reads the
 *   first action of each (core/common/validation/statebased/validator_keylevel.go).
 */
export function withoutPeerCrash(step: Step): Step {
  const deleted = step.transactions.map(({ program }) => new Set(keysOf(program, isDeletion)));
  return {
    ...step,
    transactions: step.transactions.map((transaction, index) => {
      const elsewhere = new Set(deleted.flatMap((keys, other) => (other === index ? [] : [...keys])));
      const { fault, ...rest } = transaction;
      const kept =
        fault === undefined || (fault === 'no action' && step.transactions.length > 1) ? {} : { fault };
      return { ...rest, ...kept, program: withoutMetadataOf(transaction.program, elsewhere) };
    }),
  };
}

/** An empty value is a deletion too (rwsetutil/rwset_proto_util.go IsKVWriteDelete). */
function isDeletion({ op, value }: Operation): boolean {
  const isEmpty = typeof value === 'object' && value !== null && 'hex' in value && value.hex === '';
  return DELETIONS.has(op) || isEmpty;
}

function keysOf({ operations }: Program, matches: (operation: Operation) => boolean): string[] {
  return operations.flatMap((operation) => [
    ...(matches(operation) && typeof operation['key'] === 'string' ? [operation['key']] : []),
    ...(operation.program ? keysOf(operation.program, matches) : []),
  ]);
}

function withoutMetadataOf(program: Program, keys: ReadonlySet<string>): Program {
  return {
    ...program,
    operations: program.operations
      .filter(({ op, key }) => !(POLICY_OPERATIONS.has(op) && typeof key === 'string' && keys.has(key)))
      .map((operation) =>
        operation.program ? { ...operation, program: withoutMetadataOf(operation.program, keys) } : operation,
      ),
  };
}
