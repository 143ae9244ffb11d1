import type { Layout, OrdererNode, PeerNode } from '../layout/layout.js';
import { ofChannel, readMetrics } from './metrics.js';

/** What an orderer says about the channel. */
export interface OrdererState {
  /** Number of its blocks; undefined before it has joined. */
  readonly height: number | undefined;
  /** Whether it leads; undefined while nobody does. */
  readonly leader: boolean | undefined;
}

/** What a peer says about the channel. */
export interface PeerState {
  readonly height: number | undefined;
  /** Other peers of the channel that it knows and that answer. */
  readonly knownPeers: number;
}

/** Asks an orderer; undefined when it does not answer. */
export async function ordererState(orderer: OrdererNode, layout: Layout): Promise<OrdererState | undefined> {
  const samples = await readMetrics(orderer.operations.reach);
  if (samples === undefined) return undefined;
  const { channel, consensus } = layout.settings;
  const height = ofChannel(samples, 'ledger_blockchain_height', channel);
  const value = (name: string): number | undefined => ofChannel(samples, name, channel);
  if (consensus === 'bft') {
    // not consensus_BFT_leader_id, which names the old leader until the new one's first block
    const leader = value('consensus_smartbft_view_leader_id') ?? 0;
    return { height, leader: leader === 0 ? undefined : leader === orderer.consenter };
  }
  const active = value('consensus_etcdraft_active_nodes') ?? 0;
  const leads = value('consensus_etcdraft_is_leader') === 1;
  return { height, leader: leads ? true : active > 0 ? false : undefined };
}

/** Asks a peer; undefined when it does not answer. */
export async function peerState(peer: PeerNode, layout: Layout): Promise<PeerState | undefined> {
  const samples = await readMetrics(peer.operations.reach);
  if (samples === undefined) return undefined;
  const { channel } = layout.settings;
  return {
    height: ofChannel(samples, 'ledger_blockchain_height', channel),
    knownPeers: ofChannel(samples, 'gossip_membership_total_peers_known', channel) ?? 0,
  };
}
