import { settleAll } from '../bring-up/settle-all.js';
import type { RunningNetwork } from '../network/running-network.js';
import { copyApprovedFiles } from './approved-files.js';
import { serverId, serversOf } from './server-processes.js';
import { servedChaincodes, setStage, type ServedChaincode } from './served-chaincodes.js';

/**
 * Starts those servers of a package that do not run, from its approved files, and waits until all listen.
 * @throws FabricNetworkError `BT-FABRIC-CHAINCODE-FILE-CHANGED`, `BT-FABRIC-PORT-TAKEN`, `BT-FABRIC-PROCESS-FAILED`,
 *   `BT-FABRIC-NOT-READY`
 */
export async function startServersOf(network: RunningNetwork, served: ServedChaincode): Promise<void> {
  copyApprovedFiles(network.state, served);
  await settleAll(
    serversOf(network, served).map(async (plan) => {
      await network.processes.start(plan);
      await network.processes.ready(plan);
    }),
  );
}

/** Starts the servers of every package in service, as {@link startServersOf} does. */
export async function startServers(network: RunningNetwork): Promise<void> {
  const serving = servedChaincodes(network.state).filter(({ stage }) => stage === 'serving');
  await settleAll(serving.map((served) => startServersOf(network, served)));
}

/**
 * Stops the servers of every package of a chaincode but the one given.
 *
 * Call it once every peer answers with the new definition: a peer writes a block's changes only while no simulation
 * runs (Fabric core/ledger/kvledger/txmgmt/txmgr/lockbased_txmgr.go, commitRWLock), and an invocation reads its
 * definition inside its simulation (core/chaincode/lifecycle/endorsement_info.go). So the peer that shows the new
 * definition has no invocation of the old one left and starts none: there is nothing to wait for.
 */
export async function retireOtherServers(
  network: RunningNetwork,
  name: string,
  label: string,
): Promise<void> {
  const isRecorded = (old: string): boolean =>
    network.processes.records().some(({ id }) => idsOf(network, old).includes(id));
  const others = servedChaincodes(network.state).filter(
    (served) =>
      served.name === name &&
      served.label !== label &&
      (served.stage !== 'retired' || isRecorded(served.label)),
  );
  for (const { label: old } of others) {
    // first, so that supervision does not start them again
    setStage(network.state, old, 'retired');
    await settleAll(idsOf(network, old).map((id) => network.processes.stop(id, { forget: true })));
    network.report(`stopped the chaincode servers of ${old}`);
  }
}

function idsOf(network: RunningNetwork, label: string): string[] {
  return network.layout.jurisdictions.map((jurisdiction) => serverId(label, jurisdiction));
}
