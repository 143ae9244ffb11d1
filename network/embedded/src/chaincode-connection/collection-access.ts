import { satisfies } from '../msp/policy-evaluation.js';
import { StateCallError } from '../simulation/transaction-simulator.js';
import type { Invocation } from './invocation.js';

/** Private data is not for `Init` (core/chaincode/handler.go). @throws StateCallError */
export function expectNoInit({ isInit }: Invocation): void {
  if (isInit) throw new StateCallError('private data APIs are not allowed in chaincode Init()');
}

/**
 * memberOnlyRead and memberOnlyWrite look at the client's organisation, whichever peer runs the chaincode
 * (core/chaincode/handler.go errorIfCreatorHasNoReadPermission).
 * @throws StateCallError
 */
export function expectReadAccess(invocation: Invocation, name: string): void {
  expectNoInit(invocation);
  const { simulator, chaincode, creator } = invocation;
  const { memberOnlyRead, memberPolicy } = simulator.collection(chaincode, name);
  if (memberOnlyRead && !satisfies(memberPolicy, [creator])) throw noAccess('read', chaincode, name);
}

/** The same for writing. @throws StateCallError */
export function expectWriteAccess(invocation: Invocation, name: string): void {
  expectNoInit(invocation);
  const { simulator, chaincode, creator } = invocation;
  const { memberOnlyWrite, memberPolicy } = simulator.collection(chaincode, name);
  if (memberOnlyWrite && !satisfies(memberPolicy, [creator])) throw noAccess('write', chaincode, name);
}

function noAccess(access: string, chaincode: string, collection: string): StateCallError {
  return new StateCallError(
    `tx creator does not have ${access} access permission on privatedata in ` +
      `chaincodeName:${chaincode} collectionName: ${collection}`,
  );
}
