import { peer } from '@hyperledger/fabric-protos';
import type { ChaincodeEffect, NamespaceSet } from '../transaction.js';
import { InvalidTransaction } from '../validation-code.js';

const { TxValidationCode: Code } = peer;

/**
 * Checks the chaincode's name, version and event, and that no namespace comes twice.
 * @returns the namespaces whose policies must hold: the invoked one and every one written
 * @throws InvalidTransaction (core/committer/txvalidator/v20/plugindispatcher/dispatcher.go Dispatch)
 */
export function checkEffect(effect: ChaincodeEffect, chaincode: string | undefined): string[] {
  if (chaincode === undefined)
    throw new InvalidTransaction(Code.INVALID_OTHER_REASON, 'nil ChaincodeId in header');
  if (effect.name === undefined)
    throw new InvalidTransaction(Code.INVALID_OTHER_REASON, 'nil ChaincodeId in action');
  if (chaincode === '' || chaincode !== effect.name) {
    throw new InvalidTransaction(
      Code.INVALID_CHAINCODE,
      `inconsistent chaincode (${chaincode}/${effect.name})`,
    );
  }
  if (effect.version === '')
    throw new InvalidTransaction(Code.INVALID_CHAINCODE, 'invalid chaincode version');
  if (effect.event && effect.event.getChaincodeId() !== chaincode) {
    throw new InvalidTransaction(Code.INVALID_OTHER_REASON, 'the event belongs to another chaincode');
  }
  const names = effect.namespaces.map((set) => set.namespace);
  if (new Set(names).size !== names.length) {
    throw new InvalidTransaction(Code.ILLEGAL_WRITESET, 'a namespace comes twice');
  }
  const written = effect.namespaces.filter(writes).map((set) => set.namespace);
  return [...new Set([chaincode, ...written])];
}

function writes({ set, collections }: NamespaceSet): boolean {
  if (set.getWritesList().length > 0 || set.getMetadataWritesList().length > 0) return true;
  return collections.some(
    (collection) =>
      collection.set.getHashedWritesList().length > 0 || collection.set.getMetadataWritesList().length > 0,
  );
}
