import type { CommittedPrivateSet, PrivateDataStore } from './private-data-store.js';
import type { ChaincodeEffect } from './transaction.js';

/**
 * The private writes kept at endorsement that match the hashes in the transaction. Missing or different values never
 * make a transaction invalid; they are simply not there (gossip/privdata/coordinator.go).
 */
export function matchingPrivateSets(
  txId: string,
  tx: number,
  effect: ChaincodeEffect,
  store: PrivateDataStore,
): CommittedPrivateSet[] {
  const sets: CommittedPrivateSet[] = [];
  for (const { namespace, collections } of effect.namespaces) {
    for (const { name, privateHash } of collections) {
      if (privateHash.length === 0) continue;
      const bytes = store.transient(txId, namespace, name, privateHash);
      if (bytes) sets.push({ tx, namespace, collection: name, bytes });
    }
  }
  return sets;
}
