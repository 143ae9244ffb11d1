import type { ChaincodeConnections } from '../chaincode-connection/chaincode-addresses.js';
import type { ChannelLedger } from '../ledger/channel-ledger.js';
import type { ChannelMembers } from '../msp/identity.js';
import type { SignatureMemory } from '../msp/signature-memory.js';
import type { Orderer } from '../ordering/orderer.js';
import type { Definitions } from './definitions.js';
import type { PeerNode } from './peer-node.js';

/** One channel with everything that serves it. */
export interface ChannelContext {
  readonly channel: string;
  readonly members: ChannelMembers;
  readonly signatures: SignatureMemory;
  readonly definitions: Definitions;
  readonly ledger: ChannelLedger;
  readonly orderer: Orderer;
  readonly chaincodes: ChaincodeConnections;
  readonly peers: readonly PeerNode[];
}
