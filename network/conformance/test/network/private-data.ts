import { ledger } from '@hyperledger/fabric-protos';
import type { FabricClient, Outcome } from '../../src/fabric-client.js';
import { first } from './event-streams.js';

/** Writes a private value that travels in the transient map. */
export async function putPrivate(
  client: FabricClient,
  collection: string,
  key: string,
  value: string,
  endorsers?: string[],
): Promise<Outcome> {
  return await client.submitWith('putPrivate', {
    arguments: [collection, key],
    transientData: { value },
    ...(endorsers ? { endorsingOrganizations: endorsers } : {}),
  });
}

/** Private values that a client gets with a block, sorted: `chaincode/collection/key=value`, `-` for a delete. */
export async function privateValuesOf(client: FabricClient, block: number): Promise<string[]> {
  const event = await first(await client.network.getBlockAndPrivateDataEvents({ startBlock: BigInt(block) }));
  const values: string[] = [];
  event.getPrivateDataMapMap().forEach((transaction) => {
    values.push(...valuesOf(transaction));
  });
  return values.sort();
}

function valuesOf(transaction: InstanceType<typeof ledger.rwset.TxPvtReadWriteSet>): string[] {
  return transaction.getNsPvtRwsetList().flatMap((namespace) =>
    namespace.getCollectionPvtRwsetList().flatMap((collection) =>
      ledger.rwset.kvrwset.KVRWSet.deserializeBinary(collection.getRwset_asU8())
        .getWritesList()
        .map((write) => {
          const value = write.getIsDelete() ? '-' : Buffer.from(write.getValue_asU8()).toString();
          return `${namespace.getNamespace()}/${collection.getCollectionName()}/${write.getKey()}=${value}`;
        }),
    ),
  );
}
