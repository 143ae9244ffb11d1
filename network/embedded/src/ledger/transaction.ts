import { common, ledger, peer } from '@hyperledger/fabric-protos';
import type {
  HashedRWSet,
  KVRWSet,
} from '@hyperledger/fabric-protos/lib/ledger/rwset/kvrwset/kv_rwset_pb.js';
import type { Timestamp } from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { InvalidTransaction, type ValidationCode } from './validation-code.js';

const { rwset } = ledger;
const { TxValidationCode: Code } = peer;

/** Hashes of the private reads and writes in one collection. */
export interface CollectionSet {
  readonly name: string;
  /** SHA-256 of the private KVRWSet; empty when nothing private was written. */
  readonly privateHash: Uint8Array;
  readonly set: HashedRWSet;
}

/** What a transaction read and wrote in one namespace. */
export interface NamespaceSet {
  readonly namespace: string;
  readonly set: KVRWSet;
  readonly collections: readonly CollectionSet[];
}

/** The headers of an envelope. */
export interface EnvelopeHeader {
  readonly type: number;
  readonly txId: string;
  readonly channelId: string;
  readonly epoch: number;
  readonly timestamp: Timestamp | undefined;
  /** Chaincode named by the header's extension; undefined when the extension names none, or cannot be read. */
  readonly chaincode: string | undefined;
  /** Whether the extension is a ChaincodeHeaderExtension; an orderer does not look at it. */
  readonly extensionReadable: boolean;
  readonly creator: Uint8Array;
  readonly nonce: Uint8Array;
  readonly channelHeader: Uint8Array;
  readonly signatureHeader: Uint8Array;
}

/** An envelope opened as far as its headers. */
export interface OpenEnvelope {
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
  readonly header: EnvelopeHeader;
  readonly data: Uint8Array;
}

/** The single action of an endorser transaction. */
export interface TransactionAction {
  readonly signatureHeader: Uint8Array;
  readonly chaincodeProposalPayload: Uint8Array;
  readonly proposalResponsePayload: Uint8Array;
  readonly endorsements: readonly peer.Endorsement[];
  readonly proposalHash: Uint8Array;
  readonly chaincodeAction: Uint8Array;
}

/** What a chaincode did. */
export interface ChaincodeEffect {
  readonly name: string | undefined;
  readonly version: string;
  readonly event: peer.ChaincodeEvent | undefined;
  readonly namespaces: readonly NamespaceSet[];
}

/** Envelopes opened when they were accepted for ordering, so that they are not read again when they are committed. */
const opened = new WeakMap<Uint8Array, OpenEnvelope>();

/** Reads the headers. @throws InvalidTransaction INVALID_OTHER_REASON, BAD_PAYLOAD or BAD_COMMON_HEADER */
export function openEnvelope(bytes: Uint8Array): OpenEnvelope {
  const known = opened.get(bytes);
  if (known) return known;
  const envelope = readEnvelope(bytes);
  opened.set(bytes, envelope);
  return envelope;
}

function readEnvelope(bytes: Uint8Array): OpenEnvelope {
  const envelope = decode(Code.INVALID_OTHER_REASON, () => common.Envelope.deserializeBinary(bytes));
  const payloadBytes = envelope.getPayload_asU8();
  const payload = decode(Code.BAD_PAYLOAD, () => common.Payload.deserializeBinary(payloadBytes));
  const header = payload.getHeader();
  if (!header) throw new InvalidTransaction(Code.BAD_COMMON_HEADER, 'header not set');
  return {
    payload: payloadBytes,
    signature: envelope.getSignature_asU8(),
    header: decode(Code.BAD_COMMON_HEADER, () => readHeader(header)),
    data: payload.getData_asU8(),
  };
}

/** Reads both headers of a proposal or transaction. Throws whatever the protobuf decoder throws. */
export function readHeader(header: common.Header): EnvelopeHeader {
  const channelHeader = header.getChannelHeader_asU8();
  const signatureHeader = header.getSignatureHeader_asU8();
  const channel = common.ChannelHeader.deserializeBinary(channelHeader);
  const signer = common.SignatureHeader.deserializeBinary(signatureHeader);
  const extension = readExtension(channel.getExtension_asU8());
  return {
    type: channel.getType(),
    txId: channel.getTxId(),
    channelId: channel.getChannelId(),
    epoch: channel.getEpoch(),
    timestamp: channel.getTimestamp(),
    chaincode: extension?.getChaincodeId()?.getName(),
    extensionReadable: extension !== undefined,
    creator: signer.getCreator_asU8(),
    nonce: signer.getNonce_asU8(),
    channelHeader,
    signatureHeader,
  };
}

function readExtension(bytes: Uint8Array): peer.ChaincodeHeaderExtension | undefined {
  try {
    return peer.ChaincodeHeaderExtension.deserializeBinary(bytes);
  } catch {
    // Whoever needs the extension refuses the transaction (extensionReadable).
    return undefined;
  }
}

/** Reads the action. @throws InvalidTransaction INVALID_ENDORSER_TRANSACTION */
export function openAction(data: Uint8Array): TransactionAction {
  return decode(Code.INVALID_ENDORSER_TRANSACTION, () => {
    const actions = peer.Transaction.deserializeBinary(data).getActionsList();
    const [action] = actions;
    if (!action || actions.length !== 1)
      throw new Error(`only one action per transaction, found ${actions.length}`);
    const payload = peer.ChaincodeActionPayload.deserializeBinary(action.getPayload_asU8());
    const endorsed = payload.getAction();
    if (!endorsed) throw new Error('nil action');
    const proposalResponsePayload = endorsed.getProposalResponsePayload_asU8();
    const response = peer.ProposalResponsePayload.deserializeBinary(proposalResponsePayload);
    return {
      signatureHeader: action.getHeader_asU8(),
      chaincodeProposalPayload: payload.getChaincodeProposalPayload_asU8(),
      proposalResponsePayload,
      endorsements: endorsed.getEndorsementsList(),
      proposalHash: response.getProposalHash_asU8(),
      chaincodeAction: response.getExtension_asU8(),
    };
  });
}

/** Reads reads, writes and event. @throws InvalidTransaction BAD_RESPONSE_PAYLOAD, BAD_RWSET, INVALID_OTHER_REASON */
export function openEffect(chaincodeAction: Uint8Array): ChaincodeEffect {
  const action = decode(Code.BAD_RESPONSE_PAYLOAD, () =>
    peer.ChaincodeAction.deserializeBinary(chaincodeAction),
  );
  const events = action.getEvents_asU8();
  return {
    name: action.getChaincodeId()?.getName(),
    version: action.getChaincodeId()?.getVersion() ?? '',
    namespaces: decode(Code.BAD_RWSET, () => readNamespaces(action.getResults_asU8())),
    event:
      events.length === 0
        ? undefined
        : decode(Code.INVALID_OTHER_REASON, () => peer.ChaincodeEvent.deserializeBinary(events)),
  };
}

function readNamespaces(results: Uint8Array): NamespaceSet[] {
  return rwset.TxReadWriteSet.deserializeBinary(results)
    .getNsRwsetList()
    .map((namespace) => ({
      namespace: namespace.getNamespace(),
      set: rwset.kvrwset.KVRWSet.deserializeBinary(namespace.getRwset_asU8()),
      collections: namespace.getCollectionHashedRwsetList().map((collection) => ({
        name: collection.getCollectionName(),
        privateHash: collection.getPvtRwsetHash_asU8(),
        set: rwset.kvrwset.HashedRWSet.deserializeBinary(collection.getHashedRwset_asU8()),
      })),
    }));
}

function decode<T>(code: ValidationCode, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new InvalidTransaction(code, error instanceof Error ? error.message : 'unreadable');
  }
}
