import { join } from 'node:path';
import { ordererAdministratorTls } from '../crypto/crypto-material.js';
import { FabricNetworkError } from '../errors/fabric-network-error.js';
import type { OrdererNode, PeerNode } from '../layout/layout.js';
import type { RunningNetwork } from '../network/running-network.js';
import { ordererState, peerState } from '../node-status/node-state.js';

/** Whom osnadmin talks to, and the client certificate it shows. */
function administration(network: RunningNetwork, orderer: OrdererNode): string[] {
  const client = ordererAdministratorTls(network.state.crypto, orderer.jurisdiction);
  return [
    `--orderer-address=${orderer.admin.reach}`,
    `--ca-file=${join(orderer.folders.tls, 'ca.crt')}`,
    `--client-cert=${client.certificate}`,
    `--client-key=${client.key}`,
  ];
}

/**
 * Brings an orderer into the channel unless it is there. osnadmin exits with 0 whatever the orderer answers, so its
 * text decides.
 * @throws FabricNetworkError `BT-FABRIC-JOIN-REFUSED`
 */
export async function joinOrderer(network: RunningNetwork, orderer: OrdererNode): Promise<void> {
  const state = await ordererState(orderer, network.layout);
  if (state?.height !== undefined) return;
  const { channel } = network.layout.settings;
  const { stdout, stderr } = await network.tool('osnadmin', [
    ...['channel', 'join', `--channelID=${channel}`, `--config-block=${network.state.genesisBlock}`],
    ...administration(network, orderer),
  ]);
  if (/^Status: 201\b/m.test(stdout) || stdout.includes('channel already exists')) return;
  throw new FabricNetworkError(
    'BT-FABRIC-JOIN-REFUSED',
    `${orderer.id} refused to join channel ${channel}: ${(stdout + stderr).trim().replace(/\s+/g, ' ')}`,
  );
}

/**
 * Brings a peer into the channel unless it is there.
 * @throws FabricNetworkError `BT-FABRIC-TOOL-FAILED`
 */
export async function joinPeer(network: RunningNetwork, peer: PeerNode): Promise<void> {
  if (await hasJoined(network, peer)) return;
  try {
    await network.tool('peer', ['channel', 'join', '-b', network.state.genesisBlock], {
      env: network.adminEnvironment(peer),
    });
  } catch (error) {
    // a run that was killed may have left a join behind that ended first
    if (!(await hasJoined(network, peer))) throw error;
  }
}

async function hasJoined(network: RunningNetwork, peer: PeerNode): Promise<boolean> {
  return (await peerState(peer, network.layout))?.height !== undefined;
}
