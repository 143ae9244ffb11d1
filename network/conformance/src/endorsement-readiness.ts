import { setTimeout as delay } from 'node:timers/promises';
import { GatewayError } from '@hyperledger/fabric-gateway';
import { FabricClient } from './fabric-client.js';
import { ORGANISATIONS, type ChaincodeDefinition, type ConformanceNetwork } from './network.js';

const READY_WITHIN_MS = 60_000;

/**
 * Waits until each organisation's gateway gets every chaincode endorsed by all organisations: on Fabric, peers learn
 * from each other by gossip which chaincodes they serve. Chaincodes that need `Init` are only looked for.
 * @throws the last refusal after a minute
 */
export async function untilEveryPeerEndorses(
  network: Pick<ConformanceNetwork, 'connection'>,
  chaincodes: readonly ChaincodeDefinition[],
): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (const mspId of ORGANISATIONS) {
    for (const { name, initRequired } of chaincodes) {
      if (initRequired === true) continue;
      const client = new FabricClient(network, mspId, name);
      try {
        await untilEndorsed(client, deadline);
      } finally {
        client.close();
      }
    }
  }
}

async function untilEndorsed(client: FabricClient, deadline: number): Promise<void> {
  for (;;) {
    try {
      await client.endorse('nothing', { endorsingOrganizations: [...ORGANISATIONS] });
      return;
    } catch (error) {
      if (!(error instanceof GatewayError) || Date.now() > deadline) throw error;
      await delay(100);
    }
  }
}
