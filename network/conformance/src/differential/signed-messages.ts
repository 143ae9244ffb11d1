import { createHash, createPrivateKey } from 'node:crypto';
import { common, msp, orderer, peer } from '@hyperledger/fabric-protos';
import { signers } from '@hyperledger/fabric-gateway';
import timestampMessages from 'google-protobuf/google/protobuf/timestamp_pb.js';
import type { ClientIdentity } from '../fabric-client.js';

/** Signs messages as one client and names it by its serialised identity. */
export class MessageSigner {
  readonly creator: Uint8Array;
  readonly #sign: (digest: Uint8Array) => Promise<Uint8Array>;

  constructor(readonly identity: ClientIdentity) {
    this.creator = serialisedIdentity(identity.mspId, identity.certificate);
    this.#sign = signers.newPrivateKeySigner(createPrivateKey(identity.key));
  }

  /** ECDSA over SHA-256, DER, low S. */
  async sign(message: Uint8Array): Promise<Uint8Array> {
    return await this.#sign(sha256(message));
  }
}

/** What a proposal asks for. */
export interface ProposalContent {
  readonly channel: string;
  readonly chaincode: string;
  readonly args: readonly string[];
  readonly transient: Readonly<Record<string, string>>;
  /** Seconds since 1970. */
  readonly time: number;
  readonly nonce: Uint8Array;
  readonly creator: Uint8Array;
  /** Left out: as the nonce and the creator give it. */
  readonly txId?: string;
}

/** hex(sha256(nonce || creator)) (protoutil/proputils.go ComputeTxID). */
export function transactionId(nonce: Uint8Array, creator: Uint8Array): string {
  return Buffer.from(sha256(Buffer.concat([nonce, creator]))).toString('hex');
}

export function serialisedIdentity(mspId: string, certificate: string): Uint8Array {
  const identity = new msp.SerializedIdentity();
  identity.setMspid(mspId);
  identity.setIdBytes(Buffer.from(certificate));
  return identity.serializeBinary();
}

/** An endorser transaction's proposal (protoutil/proputils.go CreateChaincodeProposalWithTxIDNonceAndTransient). */
export function proposal(content: ProposalContent): Uint8Array {
  const spec = invocation(content.chaincode, content.args);
  const payload = new peer.ChaincodeProposalPayload();
  payload.setInput(spec.serializeBinary());
  for (const [name, value] of Object.entries(content.transient)) {
    payload.getTransientmapMap().set(name, Buffer.from(value));
  }
  const extension = new peer.ChaincodeHeaderExtension();
  extension.setChaincodeId(chaincodeId(content.chaincode));
  const message = new peer.Proposal();
  message.setHeader(
    header(common.HeaderType.ENDORSER_TRANSACTION, content, extension.serializeBinary()).serializeBinary(),
  );
  message.setPayload(payload.serializeBinary());
  return message.serializeBinary();
}

/** Signs bytes of a proposal. */
export async function signedProposal(signer: MessageSigner, bytes: Uint8Array): Promise<peer.SignedProposal> {
  const signed = new peer.SignedProposal();
  signed.setProposalBytes(bytes);
  signed.setSignature(await signer.sign(bytes));
  return signed;
}

/** A signed request for all blocks from `start` on (orderer.SeekInfo). */
export async function seekEnvelope(
  signer: MessageSigner,
  channel: string,
  start: number,
): Promise<common.Envelope> {
  const seek = new orderer.SeekInfo();
  seek.setStart(position(start));
  seek.setStop(position(Number.MAX_SAFE_INTEGER));
  const payload = new common.Payload();
  const content = { channel, time: 0, nonce: new Uint8Array([1]), creator: signer.creator };
  payload.setHeader(header(common.HeaderType.DELIVER_SEEK_INFO, content, new Uint8Array()));
  payload.setData(seek.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  envelope.setSignature(await signer.sign(envelope.getPayload_asU8()));
  return envelope;
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}

function position(number: number): orderer.SeekPosition {
  const specified = new orderer.SeekSpecified();
  specified.setNumber(number);
  const result = new orderer.SeekPosition();
  result.setSpecified(specified);
  return result;
}

function chaincodeId(name: string): peer.ChaincodeID {
  const id = new peer.ChaincodeID();
  id.setName(name);
  return id;
}

function invocation(chaincode: string, args: readonly string[]): peer.ChaincodeInvocationSpec {
  const input = new peer.ChaincodeInput();
  input.setArgsList(args.map((arg) => Buffer.from(arg)));
  const spec = new peer.ChaincodeSpec();
  spec.setChaincodeId(chaincodeId(chaincode));
  spec.setInput(input);
  const result = new peer.ChaincodeInvocationSpec();
  result.setChaincodeSpec(spec);
  return result;
}

type HeaderContent = Pick<ProposalContent, 'channel' | 'time' | 'nonce' | 'creator' | 'txId'>;

function header(
  type: common.HeaderTypeMap[keyof common.HeaderTypeMap],
  { channel, time, nonce, creator, txId }: HeaderContent,
  extension: Uint8Array,
): common.Header {
  const timestamp = new timestampMessages.Timestamp();
  timestamp.setSeconds(time === 0 ? Math.floor(Date.now() / 1000) : time);
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(type);
  channelHeader.setChannelId(channel);
  channelHeader.setTxId(txId ?? transactionId(nonce, creator));
  channelHeader.setTimestamp(timestamp);
  channelHeader.setExtension$(extension);
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(creator);
  signatureHeader.setNonce(nonce);
  const result = new common.Header();
  result.setChannelHeader(channelHeader.serializeBinary());
  result.setSignatureHeader(signatureHeader.serializeBinary());
  return result;
}
