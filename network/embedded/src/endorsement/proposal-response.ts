import { peer } from '@hyperledger/fabric-protos';
import type { TransactionSimulator } from '../simulation/transaction-simulator.js';
import type { Proposal } from './proposal.js';

/** What running a proposal has given. */
export interface Simulated {
  readonly simulator: TransactionSimulator;
  readonly response: peer.Response;
  readonly event: peer.ChaincodeEvent | undefined;
  readonly version: string;
}

/** ProposalResponsePayload bytes: the proposal's hash and what the chaincode did (protoutil GetBytesProposalResponsePayload). */
export function responsePayload(
  proposal: Proposal,
  { response, event, version }: Simulated,
  results: Uint8Array,
): Uint8Array {
  const id = new peer.ChaincodeID();
  id.setName(proposal.chaincode);
  id.setVersion(version);
  const action = new peer.ChaincodeAction();
  action.setResults(results);
  action.setResponse(response);
  action.setChaincodeId(id);
  if (event) {
    event.setChaincodeId(proposal.chaincode);
    event.setTxId(proposal.header.txId);
    action.setEvents(event.serializeBinary());
  }
  const payload = new peer.ProposalResponsePayload();
  payload.setProposalHash(proposal.hash);
  payload.setExtension$(action.serializeBinary());
  return payload.serializeBinary();
}
