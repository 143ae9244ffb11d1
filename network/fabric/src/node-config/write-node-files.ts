import { join } from 'node:path';
import type { Layout, OrdererNode, PeerNode } from '../layout/layout.js';
import { makePrivateFolder, readIfThere, writePrivateFile } from '../state-files/private-files.js';
import { renderCoreYaml } from './core-yaml.js';
import { renderOrdererYaml } from './orderer-yaml.js';

function writeIfOther(path: string, text: string): void {
  if (readIfThere(path) !== text) writePrivateFile(path, text);
}

function prepare(node: OrdererNode | PeerNode, file: string, text: string): void {
  makePrivateFolder(node.folders.config);
  makePrivateFolder(node.folders.data);
  writeIfOther(join(node.folders.config, file), text);
}

/**
 * Makes the folders of every node and writes its settings file. A node that runs takes changed settings with its next
 * start.
 */
export function writeNodeFiles(layout: Layout): void {
  for (const orderer of layout.orderers) {
    prepare(orderer, 'orderer.yaml', renderOrdererYaml(orderer, layout));
  }
  for (const peer of layout.peers) {
    prepare(peer, 'core.yaml', renderCoreYaml(peer, layout));
    // the external builder reads it even before the first chaincode is deployed
    if (readIfThere(peer.chaincodeServers) === undefined) writePrivateFile(peer.chaincodeServers, '');
  }
}
