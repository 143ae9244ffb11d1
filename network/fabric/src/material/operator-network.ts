import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { containerLayout } from '../containers/container-layout.js';
import { nodeFiles } from '../containers/material-folder.js';
import { settingsFolder } from '../containers/services/ledger-node-services.js';
import { tlsRoot } from '../crypto/crypto-material.js';
import type { Layout, OrdererNode, PeerNode } from '../layout/layout.js';
import { stateFolder } from '../layout/state-folder.js';
import { NativeNetwork, type Report } from '../network/native-network.js';
import { findPrograms } from '../programs/find-programs.js';
import { genesisBlock } from './genesis-ceremony.js';
import { operatorCrypto, publicMaterial, type SiteMaterial } from './site-material.js';

const repository = fileURLToPath(new URL('../../../../', import.meta.url));

/** The nodes with paths as the operator's machine sees them. */
function onThisMachine<Node extends PeerNode | OrdererNode>(site: SiteMaterial, node: Node): Node {
  return {
    ...node,
    folders: {
      config: join(repository, settingsFolder(node)),
      data: site.operator,
      msp: site.operator,
      tls: dirname(site.file(nodeFiles(node).tlsRoot)),
    },
  };
}

function isOf(site: SiteMaterial): (node: PeerNode | OrdererNode) => boolean {
  return (node) => node.jurisdiction.code === site.jurisdiction.code;
}

/** The roots under which the peers of all jurisdictions are reached, where cryptogen would put them. */
function installTlsRoots(site: SiteMaterial, layout: Layout): void {
  for (const jurisdiction of layout.jurisdictions) {
    const from = publicMaterial(site.exchanged, jurisdiction).root('members-tls');
    const to = tlsRoot(operatorCrypto(site), 'peerOrganizations', jurisdiction);
    if (!existsSync(from)) continue;
    mkdirSync(dirname(to), { recursive: true });
    copyFileSync(from, to);
  }
}

/**
 * The running network as the operator of one jurisdiction commands it: its own nodes, with its own administrator's keys.
 * Host names of the nodes must lead to them from this machine.
 * @param layout other addresses than the containers', for tests
 * @throws FabricNetworkError `BT-FABRIC-PROGRAM-MISSING`
 */
export function operatorNetwork(
  site: SiteMaterial,
  report: Report,
  layout: Layout = containerLayout,
): NativeNetwork {
  installTlsRoots(site, layout);
  const own: Layout = {
    settings: layout.settings,
    jurisdictions: layout.jurisdictions.filter(({ code }) => code === site.jurisdiction.code),
    orderers: layout.orderers.filter(isOf(site)).map((node) => onThisMachine(site, node)),
    peers: layout.peers.filter(isOf(site)).map((node) => onThisMachine(site, node)),
  };
  const state = {
    ...stateFolder(site.operator, layout.settings.channel),
    crypto: operatorCrypto(site),
    genesisBlock: genesisBlock(site, layout),
  };
  return new NativeNetwork(own, state, findPrograms(), report);
}
