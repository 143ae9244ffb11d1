import { createHash } from 'node:crypto';
import { common, gateway, msp, peer } from '@hyperledger/fabric-protos';
import type { Transaction } from '@hyperledger/fabric-gateway';
import { decodeReadWriteSet, type NamespaceEffect } from './read-write-set.js';

/** The messages that an endorser transaction nests in each other, each one decoded; change them freely. */
export interface TransactionParts {
  readonly channelHeader: common.ChannelHeader;
  readonly signatureHeader: common.SignatureHeader;
  readonly payload: peer.ChaincodeActionPayload;
  readonly response: peer.ProposalResponsePayload;
  readonly action: peer.ChaincodeAction;
}

/** Decodes an endorser transaction. */
export function partsOf(envelope: common.Envelope): TransactionParts {
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  const header = payload.getHeader() ?? new common.Header();
  const [first] = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList();
  const actionPayload = peer.ChaincodeActionPayload.deserializeBinary(
    first?.getPayload_asU8() ?? new Uint8Array(),
  );
  const response = peer.ProposalResponsePayload.deserializeBinary(
    actionPayload.getAction()?.getProposalResponsePayload_asU8() ?? new Uint8Array(),
  );
  return {
    channelHeader: common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8()),
    signatureHeader: common.SignatureHeader.deserializeBinary(header.getSignatureHeader_asU8()),
    payload: actionPayload,
    response,
    action: peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8()),
  };
}

/** How {@link changedEnvelope} puts the parts together again. */
export interface Rebuilding {
  /** Makes the proposal hash fit the changed header and input (left out: true), as a forger would. */
  readonly bind?: boolean;
  /** How many times the action is in the transaction; left out: once. */
  readonly actions?: number;
}

/** An unsigned envelope with changed parts; endorsements made over the old ones are kept as they are. */
export function changedEnvelope(
  envelope: common.Envelope,
  change: (parts: TransactionParts) => void,
  { bind = true, actions = 1 }: Rebuilding = {},
): common.Envelope {
  const parts = partsOf(envelope);
  change(parts);
  const header = new common.Header();
  header.setChannelHeader(parts.channelHeader.serializeBinary());
  header.setSignatureHeader(parts.signatureHeader.serializeBinary());
  if (bind) parts.response.setProposalHash(proposalHash(header, parts.payload));
  parts.response.setExtension$(parts.action.serializeBinary());
  parts.payload.getAction()?.setProposalResponsePayload(parts.response.serializeBinary());
  const action = new peer.TransactionAction();
  action.setHeader(header.getSignatureHeader_asU8());
  action.setPayload(parts.payload.serializeBinary());
  const transaction = new peer.Transaction();
  transaction.setActionsList(Array.from({ length: actions }, () => action));
  return envelopeOf(header, transaction.serializeBinary());
}

/** An unsigned envelope. */
export function envelopeOf(header: common.Header | undefined, data: Uint8Array): common.Envelope {
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(data);
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  return envelope;
}

/** The envelope inside a transaction of the gateway client. */
export function envelopeIn(transaction: Transaction): common.Envelope {
  const prepared = gateway.PreparedTransaction.deserializeBinary(transaction.getBytes());
  return prepared.getEnvelope() ?? new common.Envelope();
}

/** MSP ids of those who endorsed a transaction, sorted. */
export function endorsersIn(transaction: Transaction): string[] {
  const endorsements = partsOf(envelopeIn(transaction)).payload.getAction()?.getEndorsementsList() ?? [];
  return endorsements
    .map((endorsement) => msp.SerializedIdentity.deserializeBinary(endorsement.getEndorser_asU8()).getMspid())
    .sort();
}

/** What an endorsed transaction reads and writes. */
export function effectOf(envelope: common.Envelope): NamespaceEffect[] {
  return decodeReadWriteSet(partsOf(envelope).action.getResults_asU8());
}

/** protoutil/txutils.go GetProposalHash2. */
function proposalHash(header: common.Header, payload: peer.ChaincodeActionPayload): Uint8Array {
  const hash = createHash('sha256').update(header.getChannelHeader_asU8());
  return hash
    .update(header.getSignatureHeader_asU8())
    .update(payload.getChaincodeProposalPayload_asU8())
    .digest();
}
