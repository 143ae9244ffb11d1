import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packChaincode } from '../chaincode-package/chaincode-package.js';
import { productDefinition } from '../chaincode-package/product-definition.js';
import type { ChaincodeDefinition } from '../chaincode-package/chaincode-definition.js';
import { joinOrderer } from '../channel/join-channel.js';
import { containerLayout } from '../containers/container-layout.js';
import { siteFiles } from '../containers/material-folder.js';
import {
  chaincodePort,
  chaincodeService,
  type ChaincodeTurn,
} from '../containers/services/chaincode-services.js';
import type { Layout, PeerNode } from '../layout/layout.js';
import { approveEverywhere } from '../lifecycle/approve.js';
import { definitionArguments } from '../lifecycle/definition-arguments.js';
import { everyPeer, firstPeers } from '../lifecycle/every-peer.js';
import { installEverywhere } from '../lifecycle/install.js';
import { approvals, committedDefinition } from '../lifecycle/lifecycle-state.js';
import { lifecycle } from '../lifecycle/peer-command.js';
import { checkSequence } from '../lifecycle/sequence-check.js';
import type { RunningNetwork } from '../network/running-network.js';
import { readIfThere } from '../state-files/private-files.js';
import type { SiteMaterial } from './site-material.js';

/** Brings the jurisdiction's own orderer and peers into the channel; those that are in it stay. */
export async function joinSite(network: RunningNetwork): Promise<void> {
  const { channel } = network.layout.settings;
  for (const orderer of network.layout.orderers) await joinOrderer(network, orderer);
  for (const peer of network.layout.peers) {
    const env = network.adminEnvironment(peer);
    const { stdout } = await network.tool('peer', ['channel', 'list'], { env });
    if (stdout.split('\n').includes(channel)) continue;
    await network.tool('peer', ['channel', 'join', '-b', network.state.genesisBlock], { env });
    network.report(`${peer.id} joined ${channel}`);
  }
}

/** Writes the chaincode's package and its id, from which an image of the chaincode is made. */
export async function writePackage(folder: string): Promise<{ readonly packageId: string }> {
  const { bytes, packageId } = await packChaincode(await productDefinition());
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.tar.gz'), bytes);
  writeFileSync(join(folder, 'package-id'), `${packageId}\n`);
  return { packageId };
}

/**
 * Lists the chaincode server for the package's label, which peers read when the package is installed on them. A label that
 * is listed keeps its address: peers keep the one they were built with.
 */
export function listChaincodeServer(site: SiteMaterial, label: string, address: string): void {
  const folder = site.file(siteFiles.chaincode);
  const file = join(folder, 'servers');
  const known = readIfThere(file) ?? '';
  if (known.split('\n').some((line) => line.split(' ')[0] === label)) return;
  mkdirSync(folder, { recursive: true });
  // in place, because containers see the folder through a mount
  writeFileSync(file, `${known}${label} ${address}\n`);
}

/** Address of a chaincode server inside the jurisdiction's own network. */
export function chaincodeAddress(site: SiteMaterial, turn: ChaincodeTurn): string {
  return `${chaincodeService(site.jurisdiction, turn)}:${chaincodePort}`;
}

/**
 * Installs the chaincode on the jurisdiction's peers and approves its definition for the jurisdiction.
 * @param address host:port of its chaincode server as the peers reach it
 * @throws FabricNetworkError `BT-FABRIC-CHAINCODE-…`
 */
export async function approveAtSite(
  site: SiteMaterial,
  network: RunningNetwork,
  address: string,
  definition?: ChaincodeDefinition,
): Promise<{ readonly packageId: string }> {
  const wanted = definition ?? (await productDefinition());
  const chaincode = await packChaincode(wanted);
  const [peer] = firstPeers(network);
  if (peer !== undefined) checkSequence(wanted, await committedDefinition(network, peer, wanted.name));
  listChaincodeServer(site, chaincode.label, address);
  await installEverywhere(network, chaincode);
  await approveEverywhere(network, wanted, chaincode.packageId);
  return { packageId: chaincode.packageId };
}

/** Whether each jurisdiction approved exactly this definition, by MSP id, as the jurisdiction's first peer knows it. */
export async function approvalsAtSite(
  network: RunningNetwork,
  definition?: ChaincodeDefinition,
): Promise<Readonly<Record<string, boolean>>> {
  const [peer] = firstPeers(network);
  if (peer === undefined) return {};
  return approvals(network, peer, definitionArguments(network, definition ?? (await productDefinition())));
}

/**
 * Commits a definition that a majority approved, endorsed by a peer of each jurisdiction that approved; one jurisdiction
 * does it for all.
 * @throws FabricNetworkError `BT-FABRIC-CHAINCODE-LIFECYCLE`, `BT-FABRIC-CHAINCODE-NOT-READY`
 */
export async function commitForAll(
  network: RunningNetwork,
  layout: Layout = containerLayout,
  definition?: ChaincodeDefinition,
): Promise<void> {
  const wanted = definition ?? (await productDefinition());
  const approved = await approvalsAtSite(network, wanted);
  const endorsers = layout.jurisdictions
    .filter(({ mspId }) => approved[mspId] === true)
    .flatMap(({ mspId }) =>
      layout.peers.filter(({ jurisdiction }) => jurisdiction.mspId === mspId).slice(0, 1),
    );
  const [own] = firstPeers(network);
  if (own === undefined) return;
  await lifecycle(network, own, [
    'commit',
    ...network.ordererArguments(),
    ...definitionArguments(network, wanted),
    ...network.peerArguments(endorsers),
  ]);
  await everyPeer(network, async (peer: PeerNode) => {
    const known = await committedDefinition(network, peer, wanted.name);
    return known?.sequence === wanted.sequence ? undefined : `has not got ${wanted.name} yet`;
  });
}
