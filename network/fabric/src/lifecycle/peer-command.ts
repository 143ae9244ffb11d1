import { z } from 'zod';
import { FabricNetworkError } from '../errors/fabric-network-error.js';
import type { PeerNode } from '../layout/layout.js';
import type { RunningNetwork } from '../network/running-network.js';

/**
 * Runs `peer lifecycle chaincode …` as administrator of the peer's organisation, against this peer.
 * @returns what it wrote to standard output
 * @throws FabricNetworkError `BT-FABRIC-CHAINCODE-LIFECYCLE` that names the peer and the step
 */
export async function lifecycle(
  network: RunningNetwork,
  peer: PeerNode,
  args: readonly string[],
): Promise<string> {
  try {
    const output = await network.tool('peer', ['lifecycle', 'chaincode', ...args], {
      env: network.adminEnvironment(peer),
    });
    return output.stdout;
  } catch (error) {
    if (!(error instanceof FabricNetworkError)) throw error;
    throw new FabricNetworkError(
      'BT-FABRIC-CHAINCODE-LIFECYCLE',
      `${args[0] ?? ''} on ${peer.id} failed. ${error.message}`,
      { cause: error },
    );
  }
}

/**
 * Runs a query of `peer lifecycle chaincode` and checks the JSON that it answers.
 * @throws FabricNetworkError `BT-FABRIC-CHAINCODE-LIFECYCLE`
 */
export async function lifecycleQuery<T>(
  network: RunningNetwork,
  peer: PeerNode,
  args: readonly string[],
  schema: z.ZodType<T>,
): Promise<T> {
  const text = await lifecycle(network, peer, [...args, '--output', 'json']);
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new FabricNetworkError(
      'BT-FABRIC-CHAINCODE-LIFECYCLE',
      `${args[0] ?? ''} on ${peer.id} answered what no Fabric 3.1 answers: ${text.slice(0, 200)}`,
      { cause: error },
    );
  }
}
