import { common, peer } from '@hyperledger/fabric-protos';
import { sha256 } from '../cryptography/ecdsa.js';
import { readHeader, type EnvelopeHeader } from '../ledger/transaction.js';

/** A signed proposal, opened. */
export interface Proposal {
  readonly signed: peer.SignedProposal;
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
  readonly headerMessage: common.Header;
  readonly header: EnvelopeHeader;
  readonly chaincode: string;
  /** ChaincodeInput bytes. */
  readonly input: Uint8Array;
  /** The client calls the chaincode's `Init`. */
  readonly isInit: boolean;
  readonly hasTransient: boolean;
  /** ChaincodeProposalPayload without the transient map, as it goes into the transaction. */
  readonly payloadWithoutTransient: Uint8Array;
  /** sha256(channel header || signature header || payload without transient) (core/endorser/msgvalidation.go). */
  readonly hash: Buffer;
}

/** The bytes are no proposal for a chaincode of a channel. */
export class UnreadableProposal extends Error {
  override readonly name = 'UnreadableProposal';
}

/** Opens a signed proposal. @throws UnreadableProposal */
export function openProposal(signed: peer.SignedProposal | undefined): Proposal {
  const bytes = signed?.getProposalBytes_asU8();
  if (!signed || !bytes || bytes.length === 0) throw new UnreadableProposal('a signed proposal is required');
  try {
    return readProposal(signed, bytes);
  } catch (error) {
    if (error instanceof UnreadableProposal) throw error;
    throw new UnreadableProposal(error instanceof Error ? error.message : 'unreadable', { cause: error });
  }
}

function readProposal(signed: peer.SignedProposal, bytes: Uint8Array): Proposal {
  const proposal = peer.Proposal.deserializeBinary(bytes);
  const headerMessage = common.Header.deserializeBinary(proposal.getHeader_asU8());
  const header = readHeader(headerMessage);
  const payload = peer.ChaincodeProposalPayload.deserializeBinary(proposal.getPayload_asU8());
  const spec = peer.ChaincodeInvocationSpec.deserializeBinary(payload.getInput_asU8()).getChaincodeSpec();
  const chaincode = spec?.getChaincodeId()?.getName();
  if (header.channelId === '') throw new UnreadableProposal('no channel id provided');
  if (!spec) throw new UnreadableProposal(`no chaincode spec is provided, channel id [${header.channelId}]`);
  if (!chaincode)
    throw new UnreadableProposal(`no chaincode name is provided, channel id [${header.channelId}]`);
  const withoutTransient = new peer.ChaincodeProposalPayload();
  withoutTransient.setInput(payload.getInput_asU8());
  const payloadWithoutTransient = withoutTransient.serializeBinary();
  return {
    signed,
    bytes,
    signature: signed.getSignature_asU8(),
    headerMessage,
    header,
    chaincode,
    input: spec.getInput()?.serializeBinary() ?? new Uint8Array(),
    isInit: spec.getInput()?.getIsInit() === true,
    hasTransient: payload.getTransientmapMap().getLength() > 0,
    payloadWithoutTransient,
    hash: sha256(header.channelHeader, header.signatureHeader, payloadWithoutTransient),
  };
}
