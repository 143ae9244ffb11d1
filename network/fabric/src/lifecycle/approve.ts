import type { ChaincodeDefinition } from '../chaincode-package/chaincode-definition.js';
import type { PeerNode } from '../layout/layout.js';
import { settleAll } from '../bring-up/settle-all.js';
import type { RunningNetwork } from '../network/running-network.js';
import { definitionArguments } from './definition-arguments.js';
import { everyPeer, firstPeers } from './every-peer.js';
import { approvals, approvedPackage } from './lifecycle-state.js';
import { lifecycle } from './peer-command.js';

/**
 * Approves a definition for the peer's organisation and waits until the approval is in a block of this peer.
 * @throws FabricNetworkError `BT-FABRIC-CHAINCODE-LIFECYCLE`
 */
export async function approveDefinition(
  network: RunningNetwork,
  peer: PeerNode,
  definition: ChaincodeDefinition,
  packageId: string,
): Promise<void> {
  await lifecycle(network, peer, [
    'approveformyorg',
    ...network.ordererArguments(),
    ...definitionArguments(network, definition),
    ...['--package-id', packageId],
  ]);
}

/**
 * What Fabric says when another command, such as one that was killed but whose `peer` lived on, has approved meanwhile.
 */
const overtaken = /MVCC_READ_CONFLICT|with unchanged content/;
const mostAttempts = 3;

/** Approves a definition in every organisation that has not approved exactly this one with this package. */
export async function approveEverywhere(
  network: RunningNetwork,
  definition: ChaincodeDefinition,
  packageId: string,
): Promise<void> {
  await settleAll(
    firstPeers(network).map(async (peer) => {
      for (let attempt = 1; !(await hasApproved(network, peer, definition, packageId)); attempt += 1) {
        try {
          await approveDefinition(network, peer, definition, packageId);
          return;
        } catch (error) {
          if (attempt === mostAttempts || !overtaken.test(String(error))) throw error;
        }
      }
    }),
  );
}

async function hasApproved(
  network: RunningNetwork,
  peer: PeerNode,
  definition: ChaincodeDefinition,
  packageId: string,
): Promise<boolean> {
  const [known, id] = await Promise.all([
    approvals(network, peer, definitionArguments(network, definition)),
    approvedPackage(network, peer, definition.name, definition.sequence),
  ]);
  return known[peer.jurisdiction.mspId] === true && id === packageId;
}

/**
 * Waits until every peer knows the approvals of all organisations and, from its own organisation's private data, which
 * package it is to call; without the latter it could not serve the chaincode after the commit.
 * @throws FabricNetworkError `BT-FABRIC-CHAINCODE-NOT-READY`
 */
export async function awaitApprovals(
  network: RunningNetwork,
  definition: ChaincodeDefinition,
  packageId: string,
): Promise<void> {
  const args = definitionArguments(network, definition);
  const { name, sequence } = definition;
  await everyPeer(network, async (peer) => {
    const known = await approvals(network, peer, args);
    const missing = network.layout.jurisdictions.find(({ mspId }) => known[mspId] !== true);
    if (missing !== undefined) return `knows no approval of ${name} by ${missing.mspId}`;
    const id = await approvedPackage(network, peer, name, sequence);
    return id === packageId ? undefined : `does not know that its organisation approved ${packageId}`;
  });
}
