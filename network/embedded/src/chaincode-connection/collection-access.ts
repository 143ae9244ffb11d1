import { satisfies } from '../msp/policy-evaluation.js';
import { StateCallError } from '../simulation/transaction-simulator.js';
import type { Invocation } from './invocation.js';

/**
 * memberOnlyRead and memberOnlyWrite look at the client's organisation, whichever peer runs the chaincode
 * (core/chaincode/handler.go errorIfCreatorHasNoReadPermission).
 * @throws StateCallError
 */
export function expectReadAccess({ simulator, chaincode, creator }: Invocation, name: string): void {
  const { memberOnlyRead, memberPolicy } = simulator.collection(chaincode, name);
  if (memberOnlyRead && !satisfies(memberPolicy, [creator])) throw noAccess('read', chaincode, name);
}

/** The same for writing. @throws StateCallError */
export function expectWriteAccess({ simulator, chaincode, creator }: Invocation, name: string): void {
  const { memberOnlyWrite, memberPolicy } = simulator.collection(chaincode, name);
  if (memberOnlyWrite && !satisfies(memberPolicy, [creator])) throw noAccess('write', chaincode, name);
}

function noAccess(access: string, chaincode: string, collection: string): StateCallError {
  return new StateCallError(
    `tx creator does not have ${access} access permission on privatedata in ` +
      `chaincodeName:${chaincode} collectionName: ${collection}`,
  );
}
