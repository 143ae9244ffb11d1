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
  /** The chaincode's `Init` is called instead of `Invoke`. */
  readonly isInit: boolean;
  readonly proposal: peer.SignedProposal;
  readonly creator: Identity;
  readonly simulator: TransactionSimulator;
  readonly readBlock: BlockReader;
  /**
   * Runs another chaincode within the same simulation; returns its COMPLETED or ERROR message.
   * @throws Error when it cannot be run
   */
  readonly callChaincode: (
    chaincode: string,
    channel: string,
    input: Uint8Array,
  ) => Promise<peer.ChaincodeMessage>;
}

/** The chaincode could not be run to an answer: it is not there, crashed or took too long. */
export class ChaincodeFailure extends Error {
  override readonly name = 'ChaincodeFailure';
}

/** What the peer says when the chaincode process goes away during a call (core/chaincode/handler.go). */
export const STREAM_TERMINATED = 'chaincode stream terminated';

/** What the peer says when the chaincode takes too long (core/chaincode/handler.go). */
export const EXECUTION_TIMEOUT = 'timeout expired while executing transaction';

/** A transaction that could not be carried out over a stream (core/chaincode/chaincode_support.go execute). */
export function errorSending(reason: string): ChaincodeFailure {
  return new ChaincodeFailure(`error sending: ${reason}`);
}

/** A transaction id is in use on the same stream (core/chaincode/transaction_contexts.go). */
export function transactionExists({ txId, channel }: Pick<Invocation, 'txId' | 'channel'>): ChaincodeFailure {
  return errorSending(`txid: ${txId}(${channel}) exists`);
}

/** How long chaincodes may take, milliseconds. */
export interface ChaincodeTimeouts {
  /** Until a chaincode that is called has connected and registered (`chaincode.startuptimeout`). */
  readonly startMs: number;
  /** Until a call is answered (`chaincode.executetimeout`). */
  readonly executeMs: number;
}
