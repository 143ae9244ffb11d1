import { common, ledger, msp, peer } from '@hyperledger/fabric-protos';

const { rwset } = ledger;

/** One write of public state in the chaincode's own namespace. */
export interface StateWrite {
  readonly type: string;
  readonly attributes: readonly string[];
  /** Value as text; `undefined` for a deletion. */
  readonly value: string | undefined;
}

/** One private write that this organisation may see. */
export interface PrivateWrite extends StateWrite {
  readonly collection: string;
}

/** One transaction of a block as the indexer needs it. */
export interface DecodedTransaction {
  readonly id: string;
  readonly position: number;
  /** Validation code; 0 = VALID. Writes of other transactions are never applied. */
  readonly code: number;
  readonly creatorMsp: string;
  /** Proposal timestamp, epoch ms. */
  readonly time: number;
  readonly endorsers: readonly string[];
  readonly writes: readonly StateWrite[];
  readonly privateWrites: readonly PrivateWrite[];
}

/** Splits a Fabric composite key `\0type\0attribute\0…`; other keys have no attributes. */
const splitKey = (key: string): { type: string; attributes: readonly string[] } => {
  const [type = '', ...attributes] = key.startsWith('\u0000') ? key.slice(1, -1).split('\u0000') : [key];
  return { type, attributes };
};

const decoder = new TextDecoder();

const writeOf = (write: ledger.rwset.kvrwset.KVWrite): StateWrite => ({
  ...splitKey(write.getKey()),
  value: write.getIsDelete() ? undefined : decoder.decode(write.getValue_asU8()),
});

const writesOf = (results: Uint8Array, namespace: string): readonly StateWrite[] =>
  rwset.TxReadWriteSet.deserializeBinary(results)
    .getNsRwsetList()
    .filter((set) => set.getNamespace() === namespace)
    .flatMap((set) => rwset.kvrwset.KVRWSet.deserializeBinary(set.getRwset_asU8()).getWritesList())
    .map(writeOf);

const privateWritesOf = (
  sets: ledger.rwset.TxPvtReadWriteSet | undefined,
  namespace: string,
): readonly PrivateWrite[] =>
  (sets?.getNsPvtRwsetList() ?? [])
    .filter((set) => set.getNamespace() === namespace)
    .flatMap((set) => set.getCollectionPvtRwsetList())
    .flatMap((set) =>
      rwset.kvrwset.KVRWSet.deserializeBinary(set.getRwset_asU8())
        .getWritesList()
        .map((write) => ({ ...writeOf(write), collection: set.getCollectionName() })),
    );

const mspOfIdentity = (identity: Uint8Array): string =>
  msp.SerializedIdentity.deserializeBinary(identity).getMspid();

interface Endorsed {
  readonly endorsers: readonly string[];
  readonly results: Uint8Array;
}

const endorsedOf = (data: Uint8Array): Endorsed => {
  const [action] = peer.Transaction.deserializeBinary(data).getActionsList();
  if (action === undefined) return { endorsers: [], results: new Uint8Array() };
  const endorsed = peer.ChaincodeActionPayload.deserializeBinary(action.getPayload_asU8()).getAction();
  const payload = peer.ProposalResponsePayload.deserializeBinary(
    endorsed?.getProposalResponsePayload_asU8() ?? new Uint8Array(),
  );
  const endorsers = (endorsed?.getEndorsementsList() ?? []).map((e) => mspOfIdentity(e.getEndorser_asU8()));
  const results = peer.ChaincodeAction.deserializeBinary(payload.getExtension_asU8()).getResults_asU8();
  return { endorsers: [...new Set(endorsers)].sort(), results };
};

const epochMs = (header: common.ChannelHeader): number => {
  const time = header.getTimestamp();
  return time === undefined ? 0 : time.getSeconds() * 1000 + Math.floor(time.getNanos() / 1_000_000);
};

const nothing: Endorsed = { endorsers: [], results: new Uint8Array() };

const decodeEnvelope = (
  bytes: Uint8Array,
  position: number,
  code: number,
  namespace: string,
): DecodedTransaction | undefined => {
  const envelope = common.Envelope.deserializeBinary(bytes);
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  const header = payload.getHeader() ?? new common.Header();
  const channelHeader = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8());
  if (channelHeader.getType() !== common.HeaderType.ENDORSER_TRANSACTION) return undefined;
  const signatureHeader = common.SignatureHeader.deserializeBinary(header.getSignatureHeader_asU8());
  const valid = code === peer.TxValidationCode.VALID;
  const { endorsers, results } = valid ? endorsedOf(payload.getData_asU8()) : nothing;
  return {
    id: channelHeader.getTxId(),
    position,
    code,
    creatorMsp: mspOfIdentity(signatureHeader.getCreator_asU8()),
    time: epochMs(channelHeader),
    endorsers,
    writes: valid ? writesOf(results, namespace) : [],
    privateWrites: [],
  };
};

/**
 * Decodes the endorser transactions of a block with the private data this organisation received
 * (Fabric: BlockAndPrivateData). Config transactions and envelopes that no peer could read are left out.
 */
export const decodeBlock = (
  event: peer.BlockAndPrivateData,
  namespace: string,
): readonly DecodedTransaction[] => {
  const block = event.getBlock();
  const codes = block?.getMetadata()?.getMetadataList_asU8()[common.BlockMetadataIndex.TRANSACTIONS_FILTER];
  const privateSets = event.getPrivateDataMapMap();
  return (block?.getData()?.getDataList_asU8() ?? []).flatMap((bytes, position) => {
    const code = codes?.[position] ?? peer.TxValidationCode.NOT_VALIDATED;
    if (code === peer.TxValidationCode.BAD_PAYLOAD || code === peer.TxValidationCode.NIL_ENVELOPE) return [];
    const decoded = decodeEnvelope(bytes, position, code, namespace);
    if (decoded === undefined) return [];
    const privateWrites = code === 0 ? privateWritesOf(privateSets.get(position), namespace) : [];
    return [{ ...decoded, privateWrites }];
  });
};
