import type { ChaincodeDefinition } from '../chaincode-package/chaincode-definition.js';
import { packChaincode, type ChaincodePackage } from '../chaincode-package/chaincode-package.js';
import { retireOtherServers, startServers, startServersOf } from '../chaincode-servers/run-servers.js';
import { writeServerLists } from '../chaincode-servers/server-list.js';
import { putServedChaincode, setStage } from '../chaincode-servers/served-chaincodes.js';
import { FabricNetworkError } from '../errors/fabric-network-error.js';
import type { PeerNode } from '../layout/layout.js';
import type { RunningNetwork } from '../network/running-network.js';
import { approveEverywhere, awaitApprovals } from './approve.js';
import { definitionArguments } from './definition-arguments.js';
import { everyPeer, firstPeers } from './every-peer.js';
import { installEverywhere } from './install.js';
import { committedDefinition } from './lifecycle-state.js';
import { lifecycle } from './peer-command.js';
import { checkSequence, checkUnchanged } from './sequence-check.js';

/**
 * Brings chaincodes onto the channel as their definitions say, or up to date with them: packages, servers, installation,
 * approval by every organisation, commit. Every step looks first whether it is done, so a deployment that was
 * interrupted anywhere is finished by deploying again.
 *
 * In an upgrade the new servers run before the commit and the old ones until every peer has the new definition.
 * Servers of chaincodes that the definitions leave out run on, since the chaincodes stay on the channel.
 *
 * @throws FabricNetworkError `BT-FABRIC-CHAINCODE-SEQUENCE` when a definition changed but its sequence did not go up by
 *   one; `BT-FABRIC-CHAINCODE-LIFECYCLE`, `BT-FABRIC-CHAINCODE-NOT-READY` and those of the servers
 */
export async function deployChaincodes(
  network: RunningNetwork,
  definitions: readonly ChaincodeDefinition[],
): Promise<void> {
  await startServers(network);
  for (const definition of definitions) await deployChaincode(network, definition);
}

async function deployChaincode(network: RunningNetwork, definition: ChaincodeDefinition): Promise<void> {
  const chaincode = await packChaincode(definition);
  const { label, packageId } = chaincode;
  const committed = await committedDefinition(network, reference(network), definition.name);
  checkSequence(definition, committed);
  if (committed?.sequence === definition.sequence) {
    await checkUnchanged(network, definition, packageId, committed);
    await serve(network, definition, chaincode);
    await installEverywhere(network, chaincode);
  } else {
    network.report(`deploying chaincode ${label} at sequence ${definition.sequence}`);
    await serve(network, definition, chaincode);
    await installEverywhere(network, chaincode);
    await approveEverywhere(network, definition, packageId);
    await awaitApprovals(network, definition, packageId);
    await commit(network, definition);
  }
  await awaitCommit(network, definition);
  setStage(network.state, label, 'serving');
  await retireOtherServers(network, definition.name, label);
}

/** The peer that is asked what is committed. */
function reference(network: RunningNetwork): PeerNode {
  const [peer] = network.layout.peers;
  if (peer === undefined) throw new FabricNetworkError('BT-FABRIC-NO-NETWORK', 'The network has no peers.');
  return peer;
}

async function serve(
  network: RunningNetwork,
  definition: ChaincodeDefinition,
  { label, packageId, digests }: ChaincodePackage,
): Promise<void> {
  const { program, args, env, cwd } = definition.server;
  const served = putServedChaincode(network.state, {
    ...{ label, packageId, name: definition.name, digests: { ...digests } },
    ...{ program, args: [...args], env: { ...env }, origin: cwd },
  });
  writeServerLists(network);
  await startServersOf(network, served);
}

/**
 * Commits with the endorsements of a majority, as /Channel/Application/LifecycleEndorsement asks. A commit that fails
 * because another command has committed the same meanwhile is no failure.
 */
async function commit(network: RunningNetwork, definition: ChaincodeDefinition): Promise<void> {
  const peers = firstPeers(network);
  const majority = peers.slice(0, Math.floor(peers.length / 2) + 1);
  try {
    await lifecycle(network, reference(network), [
      'commit',
      ...network.ordererArguments(),
      ...definitionArguments(network, definition),
      ...network.peerArguments(majority),
    ]);
  } catch (error) {
    const now = await committedDefinition(network, reference(network), definition.name);
    if (now?.sequence !== definition.sequence) throw error;
  }
}

async function awaitCommit(network: RunningNetwork, { name, sequence }: ChaincodeDefinition): Promise<void> {
  await everyPeer(network, async (peer) => {
    const known = await committedDefinition(network, peer, name);
    return known?.sequence === sequence ? undefined : `has not got ${name} at sequence ${sequence}`;
  });
}
