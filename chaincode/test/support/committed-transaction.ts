import { jurisdictions, mspOf, type Jurisdiction } from '@baytrace/domain/ledger';
import { common, ledger, msp, peer } from '@hyperledger/fabric-protos';
import type { FabricClient, Outcome } from './fabric-client.js';

/** A public key as one line, e.g. `lot-hold 7Q… 3f… GD`. */
export type KeyLine = string;

/** What the block says of one transaction. */
export interface CommittedTransaction {
  readonly endorsers: readonly string[];
  readonly reads: readonly KeyLine[];
  /** Keys written, with the value's bytes; `undefined` for a deletion. */
  readonly writes: ReadonlyMap<KeyLine, string | undefined>;
  /** Keys that got a key-level policy, as text over the jurisdictions' peers, e.g. `OutOf(2,GD,OutOf(1,HK,MO))`. */
  readonly guards: ReadonlyMap<KeyLine, string>;
  /** Private collections whose hashes are in the block. */
  readonly collections: readonly string[];
}

const { rwset } = ledger;

const lineOf = (key: string): KeyLine =>
  key
    .split('\u0000')
    .filter((part) => part !== '')
    .join(' ');

const jurisdictionOfRole = (principal: Uint8Array): string => {
  const role = msp.MSPRole.deserializeBinary(principal);
  const name = role.getMspIdentifier();
  const found: Jurisdiction | undefined = jurisdictions.find((j) => mspOf(j) === name);
  return role.getRole() === msp.MSPRole.MSPRoleType.PEER ? (found ?? name) : `${name} not a peer`;
};

const ruleText = (rule: common.SignaturePolicy | undefined, principals: readonly string[]): string => {
  const nested = rule?.getNOutOf();
  if (nested === undefined) return principals[rule?.getSignedBy() ?? -1] ?? '?';
  const parts = nested.getRulesList().map((part) => ruleText(part, principals));
  return `OutOf(${[nested.getN(), ...parts].join(',')})`;
};

const policyText = (value: Uint8Array): string => {
  const envelope = common.SignaturePolicyEnvelope.deserializeBinary(value);
  const principals = envelope
    .getIdentitiesList()
    .map((identity) => jurisdictionOfRole(identity.getPrincipal_asU8()));
  return ruleText(envelope.getRule(), principals);
};

const actionOf = (envelope: Uint8Array): peer.ChaincodeEndorsedAction => {
  const payload = common.Payload.deserializeBinary(
    common.Envelope.deserializeBinary(envelope).getPayload_asU8(),
  );
  const [action] = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList();
  const found = peer.ChaincodeActionPayload.deserializeBinary(
    action?.getPayload_asU8() ?? new Uint8Array(),
  ).getAction();
  if (found === undefined) throw new Error('no action in the transaction');
  return found;
};

/** ProposalResponsePayload of an envelope: what every endorser signed. */
export const responsePayloadOf = (envelope: Uint8Array): Buffer =>
  Buffer.from(actionOf(envelope).getProposalResponsePayload_asU8());

/** MSP ids of the endorsers of an envelope. */
export const endorsersOf = (envelope: Uint8Array): readonly string[] =>
  actionOf(envelope)
    .getEndorsementsList()
    .map((e) => msp.SerializedIdentity.deserializeBinary(e.getEndorser_asU8()).getMspid())
    .sort();

const decode = (envelope: Uint8Array): CommittedTransaction => {
  const payload = peer.ProposalResponsePayload.deserializeBinary(responsePayloadOf(envelope));
  const results = peer.ChaincodeAction.deserializeBinary(payload.getExtension_asU8()).getResults_asU8();
  const own = rwset.TxReadWriteSet.deserializeBinary(results)
    .getNsRwsetList()
    .filter((set) => set.getNamespace() === 'baytrace');
  const sets = own.map((set) => rwset.kvrwset.KVRWSet.deserializeBinary(set.getRwset_asU8()));
  return {
    endorsers: endorsersOf(envelope),
    reads: sets.flatMap((set) => set.getReadsList().map((read) => lineOf(read.getKey()))),
    writes: new Map(
      sets.flatMap((set) =>
        set
          .getWritesList()
          .map((w) => [
            lineOf(w.getKey()),
            w.getIsDelete() ? undefined : Buffer.from(w.getValue_asU8()).toString('utf8'),
          ]),
      ),
    ),
    guards: new Map(
      sets.flatMap((set) =>
        set.getMetadataWritesList().map((w) => [
          lineOf(w.getKey()),
          w
            .getEntriesList()
            .map((entry) => policyText(entry.getValue_asU8()))
            .join(' '),
        ]),
      ),
    ),
    collections: own.flatMap((set) =>
      set.getCollectionHashedRwsetList().map((collection) => collection.getCollectionName()),
    ),
  };
};

/** Public bytes of a block, as every peer delivers them. */
export const blockBytes = async (client: FabricClient, number: bigint): Promise<Buffer> =>
  Buffer.from(
    await client.network
      .getContract('qscc')
      .evaluateTransaction('GetBlockByNumber', 'baytrace', number.toString()),
  );

/** Reads a committed transaction back from its block. */
export const committed = async (
  client: FabricClient,
  { block, txId }: Outcome,
): Promise<CommittedTransaction> => {
  const data = common.Block.deserializeBinary(await blockBytes(client, block)).getData();
  for (const envelope of data?.getDataList_asU8() ?? []) {
    const payload = common.Payload.deserializeBinary(
      common.Envelope.deserializeBinary(envelope).getPayload_asU8(),
    );
    const header = payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array();
    if (common.ChannelHeader.deserializeBinary(header).getTxId() === txId) return decode(envelope);
  }
  throw new Error(`block ${block.toString()} does not hold ${txId}`);
};
