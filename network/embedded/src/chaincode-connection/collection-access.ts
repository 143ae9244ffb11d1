import type { Collection } from '../channel/chaincode-definition.js';
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
  const { chaincode, creator } = invocation;
  const { memberOnlyRead, memberPolicy } = definedCollection(invocation, name);
  if (memberOnlyRead && !satisfies(memberPolicy, [creator])) throw noAccess('read', chaincode, name);
}

/** The same for writing. @throws StateCallError */
export function expectWriteAccess(invocation: Invocation, name: string): void {
  expectNoInit(invocation);
  const { chaincode, creator } = invocation;
  const { memberOnlyWrite, memberPolicy } = definedCollection(invocation, name);
  if (memberOnlyWrite && !satisfies(memberPolicy, [creator])) throw noAccess('write', chaincode, name);
}

/** The collection of which access is decided (core/common/privdata/store.go retrieveCollectionConfig). */
function definedCollection({ simulator, channel, chaincode }: Invocation, name: string): Collection {
  const collection = simulator.collection(chaincode, name);
  if (collection) return collection;
  throw new StateCallError(`collection ${channel}/${chaincode}/${name} could not be found`);
}

function noAccess(access: string, chaincode: string, collection: string): StateCallError {
  return new StateCallError(
    `tx creator does not have ${access} access permission on privatedata in ` +
      `chaincodeName:${chaincode} collectionName: ${collection}`,
  );
}
