import { randomBytes } from 'node:crypto';
import { common, ledger, peer } from '@hyperledger/fabric-protos';
import timestamps from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { LIFECYCLE, sequenceKey, type ChaincodeDefinition } from '../channel/chaincode-definition.js';
import { definitionState } from '../channel/definition-state.js';
import { sha256, signLowS } from '../cryptography/ecdsa.js';
import { transactionId } from '../ledger/validation/envelope-checks.js';
import { versionMessage, type Version } from '../ledger/state-entry.js';
import type { SigningIdentity } from '../msp/identity.js';

const { rwset } = ledger;

/** A signed envelope and its transaction id. */
export interface DefinitionTransaction {
  readonly txId: string;
  readonly envelope: Uint8Array;
}

/**
 * The transaction that commits a chaincode definition to the `_lifecycle` namespace, signed by an administrator and
 * endorsed by the given peers, in the form Fabric's CommitChaincodeDefinition gives it.
 */
export function definitionTransaction(
  channel: string,
  definition: ChaincodeDefinition,
  current: Version | undefined,
  admin: SigningIdentity,
  endorsers: readonly SigningIdentity[],
): DefinitionTransaction {
  const nonce = randomBytes(24);
  const txId = transactionId(nonce, admin.serialized);
  const header = transactionHeader(channel, txId, nonce, admin.serialized);
  const proposal = proposalPayload(definition);
  const signatureHeader = header.getSignatureHeader_asU8();
  const response = new peer.ProposalResponsePayload();
  response.setProposalHash(sha256(header.getChannelHeader_asU8(), signatureHeader, proposal));
  response.setExtension$(chaincodeAction(definition, current));
  const endorsed = new peer.ChaincodeEndorsedAction();
  endorsed.setProposalResponsePayload(response.serializeBinary());
  endorsed.setEndorsementsList(endorsers.map((endorser) => endorse(endorser, response.serializeBinary())));
  const actionPayload = new peer.ChaincodeActionPayload();
  actionPayload.setChaincodeProposalPayload(proposal);
  actionPayload.setAction(endorsed);
  const action = new peer.TransactionAction();
  action.setHeader(signatureHeader);
  action.setPayload(actionPayload.serializeBinary());
  const transaction = new peer.Transaction();
  transaction.addActions(action);
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(transaction.serializeBinary());
  const payloadBytes = payload.serializeBinary();
  const envelope = new common.Envelope();
  envelope.setPayload(payloadBytes);
  envelope.setSignature(signLowS(admin.key, payloadBytes));
  return { txId, envelope: envelope.serializeBinary() };
}

function transactionHeader(
  channel: string,
  txId: string,
  nonce: Uint8Array,
  creator: Uint8Array,
): common.Header {
  const extension = new peer.ChaincodeHeaderExtension();
  extension.setChaincodeId(chaincodeId(LIFECYCLE));
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.ENDORSER_TRANSACTION);
  channelHeader.setChannelId(channel);
  channelHeader.setTxId(txId);
  channelHeader.setTimestamp(timestamps.Timestamp.fromDate(new Date()));
  channelHeader.setExtension$(extension.serializeBinary());
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(creator);
  signatureHeader.setNonce(nonce);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  return header;
}

function proposalPayload(definition: ChaincodeDefinition): Uint8Array {
  const args = new peer.lifecycle.CommitChaincodeDefinitionArgs();
  args.setName(definition.name);
  args.setVersion(definition.version);
  args.setSequence(definition.sequence);
  args.setInitRequired(definition.initRequired);
  const input = new peer.ChaincodeInput();
  input.setArgsList([Buffer.from('CommitChaincodeDefinition'), args.serializeBinary()]);
  const spec = new peer.ChaincodeSpec();
  spec.setChaincodeId(chaincodeId(LIFECYCLE));
  spec.setInput(input);
  const invocation = new peer.ChaincodeInvocationSpec();
  invocation.setChaincodeSpec(spec);
  const payload = new peer.ChaincodeProposalPayload();
  payload.setInput(invocation.serializeBinary());
  return payload.serializeBinary();
}

function chaincodeAction(definition: ChaincodeDefinition, current: Version | undefined): Uint8Array {
  const set = new rwset.kvrwset.KVRWSet();
  const read = new rwset.kvrwset.KVRead();
  read.setKey(sequenceKey(definition.name));
  if (current) read.setVersion(versionMessage(current));
  set.addReads(read);
  for (const [key, value] of definitionState(definition)) {
    const write = new rwset.kvrwset.KVWrite();
    write.setKey(key);
    write.setValue(value);
    set.addWrites(write);
  }
  const namespace = new rwset.NsReadWriteSet();
  namespace.setNamespace(LIFECYCLE);
  namespace.setRwset(set.serializeBinary());
  const results = new rwset.TxReadWriteSet();
  results.addNsRwset(namespace);
  const response = new peer.Response();
  response.setStatus(200);
  const action = new peer.ChaincodeAction();
  action.setResults(results.serializeBinary());
  action.setResponse(response);
  action.setChaincodeId(chaincodeId(LIFECYCLE, 'syscc'));
  return action.serializeBinary();
}

function chaincodeId(name: string, version?: string): peer.ChaincodeID {
  const id = new peer.ChaincodeID();
  id.setName(name);
  if (version !== undefined) id.setVersion(version);
  return id;
}

function endorse(endorser: SigningIdentity, payload: Uint8Array): peer.Endorsement {
  const endorsement = new peer.Endorsement();
  endorsement.setEndorser(endorser.serialized);
  endorsement.setSignature(signLowS(endorser.key, Buffer.concat([payload, endorser.serialized])));
  return endorsement;
}
