import type { peer } from '@hyperledger/fabric-protos';
import type { BlockReader } from '../ledger/key-history.js';
import type { Identity } from '../msp/identity.js';
import type { TransactionSimulator } from '../simulation/transaction-simulator.js';

/** One call of a chaincode on behalf of a proposal. */
export interface Invocation {
  readonly channel: string;
  readonly txId: string;
  readonly chaincode: string;
  /** ChaincodeInput bytes. */
  readonly input: Uint8Array;
  readonly proposal: peer.SignedProposal;
  readonly creator: Identity;
  readonly simulator: TransactionSimulator;
  readonly readBlock: BlockReader;
  /** Runs another chaincode of the channel within the same simulation; returns the COMPLETED message. */
  readonly callChaincode: (
    chaincode: string,
    channel: string,
    input: Uint8Array,
  ) => Promise<peer.ChaincodeMessage>;
}

/** The chaincode could not be run to an answer: it failed, crashed or took too long. */
export class ChaincodeFailure extends Error {
  override readonly name = 'ChaincodeFailure';
}
