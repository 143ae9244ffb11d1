import { describe, expect, test } from '@jest/globals';
import { withoutPeerCrash } from './peer-crash.js';
import type { Fault, Operation, RandomTransaction } from './random-transaction.js';

function transaction(operations: readonly Operation[], fault?: Fault): RandomTransaction {
  const wrong = fault === undefined ? {} : { fault };
  return { kind: 'submit', client: 'MacaoMSP', program: { operations }, transient: false, ...wrong };
}

const policy = { op: 'setPolicy', key: 'a', policy: { garbage: '' } };

describe('blocks that end every peer of Fabric 3.1.5 are not made', () => {
  test('no metadata of a key that another transaction of the block deletes', () => {
    const deleting = transaction([{ op: 'del', key: 'a' }]);
    const step = { transactions: [deleting, transaction([policy, { op: 'get', key: 'a' }])] };
    expect(withoutPeerCrash(step).transactions[1]?.program.operations).toEqual([{ op: 'get', key: 'a' }]);
  });

  test('an empty value is a deletion; what a called chaincode writes counts too', () => {
    const call = { op: 'call', program: { operations: [policy] } };
    const step = {
      transactions: [transaction([{ op: 'put', key: 'a', value: { hex: '' } }]), transaction([call])],
    };
    const [operation] = withoutPeerCrash(step).transactions[1]?.program.operations ?? [];
    expect(operation?.program?.operations).toEqual([]);
  });

  test('deleting and setting the policy in one transaction stays', () => {
    const both = transaction([{ op: 'del', key: 'a' }, policy]);
    expect(withoutPeerCrash({ transactions: [both, transaction([])] }).transactions[0]).toEqual(both);
  });

  test('a transaction without actions is alone in its block', () => {
    const empty = transaction([], 'no action');
    expect(withoutPeerCrash({ transactions: [empty] }).transactions[0]?.fault).toBe('no action');
    expect(withoutPeerCrash({ transactions: [empty, empty] }).transactions[0]?.fault).toBeUndefined();
  });
});
